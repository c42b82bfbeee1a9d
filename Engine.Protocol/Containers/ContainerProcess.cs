namespace Engine.Protocol;

/// <summary>A process of a container, as the host sees it.</summary>
public sealed record ContainerProcess
{
    /// <summary>Process id on the host.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The parent's process id on the host.</summary>
    public required int ParentProcessId { get; init; }

    /// <summary>User, by name if the host has one for it.</summary>
    public required string User { get; init; }

    /// <summary>The kernel's letter for its state (proc_pid_stat(5)): R, S, D, Z, T.</summary>
    public required string State { get; init; }

    /// <summary>Processor time it used.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Bytes of memory it holds.</summary>
    public required long ResidentMemory { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Its command line, or its name in brackets.</summary>
    public required string CommandLine { get; init; }
}
