using Engine.Oci;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Containers;

/// <summary>Runs hooks in the runtime's own namespaces: prestart, createRuntime, poststart and poststop (config.md#posix-platform-hooks).</summary>
internal static class Hooks
{
    /// <exception cref="LaunchException">One failed; those after it were not run.</exception>
    public static void RunAll(IReadOnlyList<HookSpec> hooks, RuntimeState state)
    {
        if (hooks.Count == 0)
        {
            return;
        }

        var document = OciJson.RuntimeState.Write(state);
        foreach (var hook in hooks)
        {
            HookRun.Run(hook, document);
        }
    }

    /// <summary>Runs all, whatever happens, and tells of those that failed.</summary>
    public static IReadOnlyList<string> TryAll(IReadOnlyList<HookSpec> hooks, RuntimeState state)
    {
        List<string> failures = [];
        foreach (var hook in hooks)
        {
            try
            {
                RunAll([hook], state);
            }
            catch (LaunchException e)
            {
                failures.Add(e.Message);
            }
        }

        return failures;
    }
}
