namespace Engine.Oci.Specs;

/// <summary>CPU scheduling policy (config.md#linux-process, sched_setattr(2)).</summary>
public sealed record Scheduler
{
    /// <summary>For example <c>SCHED_OTHER</c>, <c>SCHED_FIFO</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Nice value, for the normal policies.</summary>
    public int Nice { get; init; }

    /// <summary>Static priority, for the real-time policies.</summary>
    public int Priority { get; init; }

    /// <summary>For example <c>SCHED_FLAG_RESET_ON_FORK</c>.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>SCHED_DEADLINE: nanoseconds.</summary>
    public ulong Runtime { get; init; }

    /// <summary>SCHED_DEADLINE: nanoseconds.</summary>
    public ulong Deadline { get; init; }

    /// <summary>SCHED_DEADLINE: nanoseconds.</summary>
    public ulong Period { get; init; }
}
