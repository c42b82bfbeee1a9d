using System.Text;

namespace Engine.Runtime.Launch;

/// <summary>What the child of a launch does, from clone3(2) to execve(2), and what the parent does beside it.</summary>
internal sealed record LaunchPlan
{
    /// <summary>Flags for clone3(2).</summary>
    public required ulong CloneFlags { get; init; }

    /// <summary>What the parent runs before the clone; the descriptors it makes are inherited.</summary>
    public required IReadOnlyList<PlanStep> Prepare { get; init; }

    /// <summary>What the child runs.</summary>
    public required IReadOnlyList<PlanStep> Child { get; init; }

    public required int SlotCount { get; init; }

    /// <summary>Slots with descriptors that only the child needs.</summary>
    public required IReadOnlyList<Slot> Inherited { get; init; }

    /// <summary>Slots for the cgroup files into which the child writes itself.</summary>
    public IReadOnlyList<Slot> CgroupJoins { get; init; } = [];

    /// <summary>User namespaces to be made before anything else, for id-mapped mounts.</summary>
    public IReadOnlyList<(Slot Slot, IdMappings Mappings)> MountNamespaces { get; init; } = [];

    /// <summary>What the parent does for the child.</summary>
    public required ParentDuties Duties { get; init; }

    /// <summary>The plan as text, one step a line.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        text.Append("clone3 flags 0x").Append(CloneFlags.ToString("x")).Append('\n');
        foreach (var (title, steps) in new[] { ("prepare", Prepare), ("child", Child) })
        {
            text.Append(title).Append(":\n");
            for (var i = 0; i < steps.Count; i++)
            {
                Print(text, i, steps[i]);
            }
        }

        return text.ToString();
    }

    private static void Print(StringBuilder text, int index, PlanStep step)
    {
        text.Append($"  {index,3}  {step.Description}    ");
        if (step.Result is { } result)
        {
            text.Append(result).Append(" = ");
        }

        text.Append(step.Code == OperationCode.Call ? SystemCallName.Of(step.Number) : step.Code.ToString());
        text.Append('(').AppendJoin(", ", step.Arguments).Append(')');
        if (step.Tolerated.Count > 0)
        {
            text.Append(" or ").AppendJoin('|', step.Tolerated);
        }

        if (step.After is { } after)
        {
            text.Append(" after ").Append(after);
        }

        if (step.Instead is { } instead)
        {
            text.Append(" if no ").Append(instead);
        }

        text.Append('\n');
    }
}
