namespace Engine.Build.Packages;

/// <summary>Something a verb needs that Debian packages.</summary>
/// <param name="Package">The Debian package.</param>
/// <param name="Why">What it is needed for, as a half sentence: «to link the native binaries».</param>
/// <param name="Program">A program it brings; found on the PATH, nothing is installed. Null: dpkg is asked.</param>
/// <param name="Optional">Tests that need it skip when it cannot be had; otherwise the verb fails.</param>
internal sealed record Requirement(string Package, string Why, string? Program = null, bool Optional = false);
