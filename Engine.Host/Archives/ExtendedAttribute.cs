namespace Engine.Host.Archives;

/// <summary>An extended attribute (xattr(7)). Name and value are bytes: <c>security.capability</c>, for one, is no text.</summary>
/// <param name="Name">The name with its namespace, without a NUL.</param>
/// <param name="Value">The value.</param>
internal sealed record ExtendedAttribute(byte[] Name, byte[] Value);
