using Engine.Linux;

namespace Engine.Host.Storage;

/// <summary>What an archive of a tree is for.</summary>
internal sealed record TreeArchiveOptions
{
    /// <summary>The tree is the upper directory of an overlay and becomes a layer: its marks of what is removed become whiteouts.</summary>
    public bool IsLayer { get; init; }

    /// <summary>Times without fractions of a second, as layers and docker's archives have them: no extended header for nearly every file.</summary>
    public bool WholeSeconds { get; init; } = true;

    /// <summary>Stands before the name of every entry.</summary>
    public byte[] Prefix { get; init; } = [];

    /// <summary>Answers what appears in place of a file below the directory that is written, by its name there (a path); null: the file itself.</summary>
    public Func<byte[], FileDescriptor?>? InPlaceOf { get; init; }

    /// <summary>Answers whether what is in a directory is written, too. Null: of every one.</summary>
    public Func<FileDescriptor, bool>? Enters { get; init; }
}
