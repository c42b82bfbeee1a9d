namespace Engine.Host.Storage;

/// <summary>What an archive of a tree is for.</summary>
internal sealed record TreeArchiveOptions
{
    /// <summary>The tree is the upper directory of an overlay and becomes a layer: its marks of what is removed become whiteouts.</summary>
    public bool IsLayer { get; init; }

    /// <summary>Times without fractions of a second, as layers and docker's archives have them: no extended header for nearly every file.</summary>
    public bool WholeSeconds { get; init; } = true;
}
