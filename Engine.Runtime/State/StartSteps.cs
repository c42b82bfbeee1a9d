using Engine.Linux;
using Engine.Runtime.Launch;

namespace Engine.Runtime.State;

/// <summary>The steps a created container has still to take.</summary>
internal sealed record StartSteps
{
    /// <summary>Index of the first in its plan.</summary>
    public required int First { get; init; }

    /// <summary>What they do.</summary>
    public required IReadOnlyList<OperationCode> Codes { get; init; }

    /// <summary>How they are called.</summary>
    public required IReadOnlyList<string> Descriptions { get; init; }

    public static StartSteps From(LaunchPlan plan)
    {
        var first = 0;
        while (first < plan.Child.Count && plan.Child[first] is not { Code: OperationCode.Report, Arguments: [_, { Value: (long)StatusKind.Created }, ..] })
        {
            first++;
        }

        var rest = plan.Child.Skip(first).ToList();
        return new StartSteps { First = first, Codes = [.. rest.Select(s => s.Code)], Descriptions = [.. rest.Select(s => s.Description)] };
    }

    /// <summary>The sentence for a report of a failure.</summary>
    public LaunchException Failure(in StatusRecord record)
    {
        var index = record.Step - First;
        return index < 0 || index >= Codes.Count
            ? new LaunchException("start", (Errno)record.Errno)
            : Launcher.Failure(new PlanStep { Code = Codes[index], Description = Descriptions[index] }, (Errno)record.Errno, record.Detail);
    }
}
