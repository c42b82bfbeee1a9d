using Engine.Linux;

namespace Engine.Runtime.Launch;

/// <summary>Collects the steps of one part of a plan.</summary>
internal sealed class PlanBuilder(SlotAllocator slots)
{
    private readonly List<PlanStep> _steps = [];

    public IReadOnlyList<PlanStep> Steps => _steps;

    public Slot NewSlot() => slots.Next();

    public void Add(PlanStep step) => _steps.Add(step);

    /// <summary>Adds a system call.</summary>
    public void Call(string description, int number, params ReadOnlySpan<Operand> arguments) =>
        Add(new PlanStep { Code = OperationCode.Call, Number = number, Arguments = arguments.ToArray(), Description = description });

    /// <summary>Adds a system call that may fail with some errors.</summary>
    public void Try(string description, IReadOnlyList<Errno> tolerated, int number, params ReadOnlySpan<Operand> arguments) =>
        Add(new PlanStep { Code = OperationCode.Call, Number = number, Arguments = arguments.ToArray(), Tolerated = tolerated, Description = description });

    /// <summary>Adds a system call whose result later steps use.</summary>
    public Slot Get(string description, int number, params ReadOnlySpan<Operand> arguments)
    {
        var slot = NewSlot();
        Add(new PlanStep { Code = OperationCode.Call, Number = number, Arguments = arguments.ToArray(), Result = slot, Description = description });
        return slot;
    }

    /// <summary>Adds an operation.</summary>
    public void Do(string description, OperationCode code, params ReadOnlySpan<Operand> arguments) =>
        Add(new PlanStep { Code = code, Arguments = arguments.ToArray(), Description = description });

    /// <summary>Adds an operation whose result later steps use.</summary>
    public Slot Make(string description, OperationCode code, params ReadOnlySpan<Operand> arguments)
    {
        var slot = NewSlot();
        Add(new PlanStep { Code = code, Arguments = arguments.ToArray(), Result = slot, Description = description });
        return slot;
    }
}
