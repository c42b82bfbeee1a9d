using Engine.Linux;
using Engine.Oci.Specs;

namespace Engine.Runtime.Launch;

/// <summary>Runs one hook here, by the same step that runs it inside a container.</summary>
internal static unsafe class HookRun
{
    /// <exception cref="LaunchException">It failed.</exception>
    public static void Run(HookSpec hook, byte[] state)
    {
        var slots = new SlotAllocator();
        var steps = new PlanBuilder(slots);
        HookStep.Add(steps, "runtime", hook, state);
        var plan = new LaunchPlan
        {
            CloneFlags = 0,
            Prepare = steps.Steps,
            Child = [],
            SlotCount = slots.Count,
            Inherited = [],
            Duties = new ParentDuties(),
        };
        using var memory = new PlanMemory(plan);
        if (!Interpreter.Run(memory.Preparation))
        {
            var machine = memory.Preparation;
            throw Launcher.Failure(plan.Prepare[machine->Failed], (Errno)machine->Errno, machine->Detail);
        }
    }
}
