using Engine.Linux;

namespace Engine.Runtime.Launch;

/// <summary>One step of a launch plan, as data.</summary>
internal sealed record PlanStep
{
    public required OperationCode Code { get; init; }

    /// <summary>The system call's number, for <see cref="OperationCode.Call"/>.</summary>
    public int Number { get; init; }

    public IReadOnlyList<Operand> Arguments { get; init; } = [];

    public Slot? Result { get; init; }

    /// <summary>Errors after which the plan goes on; the result is then minus the error number. At most four.</summary>
    public IReadOnlyList<Errno> Tolerated { get; init; } = [];

    /// <summary>The step runs only if this slot holds a success.</summary>
    public Slot? After { get; init; }

    /// <summary>The step runs only if this slot holds a (tolerated) failure.</summary>
    public Slot? Instead { get; init; }

    /// <summary>What it does, to be read before an error: «mount proc at /proc».</summary>
    public required string Description { get; init; }
}
