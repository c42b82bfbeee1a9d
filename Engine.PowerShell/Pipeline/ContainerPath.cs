namespace Engine.PowerShell.Pipeline;

/// <summary>A path in a container, written <c>CONTAINER:PATH</c>.</summary>
/// <param name="Container">The container.</param>
/// <param name="Path">The path.</param>
internal sealed record ContainerPath(string Container, string Path)
{
    /// <summary>Reads one; null for a path of this machine, which has no colon or a slash or a dot before it.</summary>
    public static ContainerPath? TryParse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || text[0] is '.' or '/' or '~' || text.AsSpan(0, colon).Contains('/') ? null : new ContainerPath(text[..colon], text[(colon + 1)..]);
    }
}
