namespace Engine.Oci.Monitor;

/// <summary>Which streams of the container, or of a running exec, the connection wants.</summary>
public sealed record AttachRequest
{
    /// <summary>The exec meant (one that outlived its client or the host), or null for the container.</summary>
    public string? ExecId { get; init; }

    /// <summary>The connection sends standard input.</summary>
    public bool Stdin { get; init; }

    /// <summary>The connection gets standard output.</summary>
    public bool Stdout { get; init; }

    /// <summary>The connection gets standard error.</summary>
    public bool Stderr { get; init; }
}
