namespace Engine.Oci.Monitor;

/// <summary>Docker's json-file log: one <c>{"log":…,"stream":…,"time":…}</c> document a line.</summary>
public sealed record LogOptions
{
    /// <summary>Absolute path of the current file; rotated ones are PATH.1 (newest), PATH.2 … and, once the host compressed them, PATH.N.gz.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes after which the file is rotated; 0: never.</summary>
    public long MaxSize { get; init; }

    /// <summary>How many files are kept, the current one included; at least 1.</summary>
    public int MaxFiles { get; init; } = 1;

    /// <summary>More attributes for each line (<c>labels</c>, <c>env</c> and <c>tag</c> options), or null.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
}
