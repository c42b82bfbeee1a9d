namespace Engine.Protocol;

/// <summary>Which streams of a container are wanted.</summary>
public sealed record AttachOptions
{
    /// <summary>The client sends standard input.</summary>
    public bool Stdin { get; init; }

    /// <summary>The client gets standard output.</summary>
    public bool Stdout { get; init; } = true;

    /// <summary>The client gets standard error.</summary>
    public bool Stderr { get; init; } = true;

    /// <summary>First what it wrote so far.</summary>
    public bool Replay { get; init; }
}
