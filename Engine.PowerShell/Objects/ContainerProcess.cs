namespace Engine.PowerShell;

/// <summary>A process of a container, as the host sees it.</summary>
public sealed class ContainerProcess
{
    internal ContainerProcess(Protocol.ContainerProcess process, string container)
    {
        Container = container;
        Id = process.ProcessId;
        ParentId = process.ParentProcessId;
        User = process.User;
        State = process.State;
        CpuTime = process.CpuTime;
        Started = process.Started;
        Memory = process.ResidentMemory;
        Threads = process.Threads;
        CommandLine = process.CommandLine;
    }

    /// <summary>The container, as it was named.</summary>
    public string Container { get; }

    /// <summary>Process id on the host.</summary>
    public int Id { get; }

    /// <summary>The parent's process id on the host.</summary>
    public int ParentId { get; }

    /// <summary>User, by name if the host has one for it.</summary>
    public string User { get; }

    /// <summary>The kernel's letter for its state: R, S, D, Z, T.</summary>
    public string State { get; }

    /// <summary>Processor time it used.</summary>
    public TimeSpan CpuTime { get; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>Bytes of memory it holds.</summary>
    public long Memory { get; }

    /// <summary>Threads.</summary>
    public int Threads { get; }

    /// <summary>Its command line, or its name in brackets.</summary>
    public string CommandLine { get; }

    /// <inheritdoc/>
    public override string ToString() => CommandLine;
}
