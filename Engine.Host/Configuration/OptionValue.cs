namespace Engine.Host.Configuration;

/// <summary>One value as it was given.</summary>
/// <param name="Option">Of which option.</param>
/// <param name="Path">Where it stands, for a fault.</param>
/// <param name="Text">The value; a switch is <c>true</c> or <c>false</c>, a pool <c>base=…,size=…</c>.</param>
internal sealed record OptionValue(OptionDefinition Option, string Path, string Text);
