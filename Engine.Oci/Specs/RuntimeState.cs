namespace Engine.Oci.Specs;

/// <summary>What <c>state</c> answers and hooks get on standard input (runtime.md#state).</summary>
public sealed record RuntimeState
{
    /// <summary>Version of the specification.</summary>
    public string OciVersion { get; init; } = "1.2.0";

    /// <summary>The container's id.</summary>
    public required string Id { get; init; }

    /// <summary><c>creating</c>, <c>created</c>, <c>running</c>, <c>paused</c> or <c>stopped</c>.</summary>
    public required string Status { get; init; }

    /// <summary>First process in the host's pid namespace; 0 when stopped.</summary>
    public int Pid { get; init; }

    /// <summary>Absolute path of the bundle.</summary>
    public required string Bundle { get; init; }

    /// <summary>Annotations of the configuration.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
