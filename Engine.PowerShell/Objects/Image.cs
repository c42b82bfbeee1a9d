using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>An image.</summary>
public sealed class Image
{
    internal Image(ImageInfo info, EngineSession session)
    {
        Session = session;
        Id = info.Id;
        Reference = info.References;
        Digest = info.Digests;
        Created = info.Created;
        Size = info.Size;
        OperatingSystem = info.OperatingSystem;
        Architecture = info.Architecture;
        Variant = info.Variant;
        Author = info.Author;
        Label = info.Labels;
        Layer = info.Layers;
        ContainerId = info.Containers;
        Entrypoint = info.Defaults.Entrypoint ?? [];
        Command = info.Defaults.Command ?? [];
        Environment = info.Defaults.Environment;
        WorkingDirectory = info.Defaults.WorkingDirectory;
        User = info.Defaults.User;
        ExposedPort = info.Defaults.ExposedPorts;
        Volume = info.Defaults.Volumes;
    }

    /// <summary>Digest of its configuration.</summary>
    public string Id { get; }

    /// <summary>The first twelve digits of its id.</summary>
    public string ShortId => Id[(Id.IndexOf(':') + 1)..] is var digits ? digits[..Math.Min(12, digits.Length)] : "";

    /// <summary>Its first reference; empty for an image without one.</summary>
    public string Name => Reference.Count > 0 ? Reference[0] : "";

    /// <summary>References that name it.</summary>
    public IReadOnlyList<string> Reference { get; }

    /// <summary>References by digest.</summary>
    public IReadOnlyList<string> Digest { get; }

    /// <summary>When it was built.</summary>
    public DateTimeOffset? Created { get; }

    /// <summary>Unpacked bytes of its layers.</summary>
    public long Size { get; }

    /// <summary>Operating system.</summary>
    public string OperatingSystem { get; }

    /// <summary>Processor architecture.</summary>
    public string Architecture { get; }

    /// <summary>Processor variant.</summary>
    public string? Variant { get; }

    /// <summary>Author.</summary>
    public string? Author { get; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string> Label { get; }

    /// <summary>Digests of its uncompressed layers, lowest first.</summary>
    public IReadOnlyList<string> Layer { get; }

    /// <summary>Ids of the containers that use it.</summary>
    public IReadOnlyList<string> ContainerId { get; }

    /// <summary>A container uses it.</summary>
    public bool InUse => ContainerId.Count > 0;

    /// <summary>The program and its fixed arguments.</summary>
    public IReadOnlyList<string> Entrypoint { get; }

    /// <summary>The command, or the entry point's arguments.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>Environment, NAME=value.</summary>
    public IReadOnlyList<string> Environment { get; }

    /// <summary>Working directory.</summary>
    public string WorkingDirectory { get; }

    /// <summary>User.</summary>
    public string User { get; }

    /// <summary>Ports it listens on.</summary>
    public IReadOnlyList<string> ExposedPort { get; }

    /// <summary>Directories meant for volumes.</summary>
    public IReadOnlyList<string> Volume { get; }

    internal EngineSession Session { get; }

    /// <inheritdoc/>
    public override string ToString() => Name.Length > 0 ? Name : Id;
}
