namespace Engine.Host.Containers.Sessions;

/// <summary>Which streams of a container a client wants.</summary>
internal sealed record AttachOptions
{
    /// <summary>The client sends standard input.</summary>
    public bool Stdin { get; init; }

    /// <summary>The client gets standard output.</summary>
    public bool Stdout { get; init; }

    /// <summary>The client gets standard error.</summary>
    public bool Stderr { get; init; }
}
