using Engine.Oci.Specs;

namespace Engine.Runtime.Launch;

/// <summary>The step that runs a hook in the container's namespaces.</summary>
internal static class HookStep
{
    public static void Add(PlanBuilder builder, string kind, HookSpec hook, byte[] state)
    {
        if (hook.Path is not ['/', ..])
        {
            throw LaunchException.Invalid($"the {kind} hook {hook.Path} has no absolute path");
        }

        if (hook.Timeout is <= 0)
        {
            throw LaunchException.Invalid($"the {kind} hook {hook.Path} has the timeout {hook.Timeout}");
        }

        IReadOnlyList<string> arguments = hook.Args is { Count: > 0 } given ? given : [hook.Path];
        var milliseconds = hook.Timeout is { } seconds ? (int)Math.Min(seconds * 1000L, int.MaxValue) : -1;
        builder.Do(
            $"run the {kind} hook {hook.Path}", OperationCode.RunHook,
            hook.Path, Operand.List(arguments), Operand.List(hook.Env ?? []), Operand.Data(state), state.Length, milliseconds);
    }
}
