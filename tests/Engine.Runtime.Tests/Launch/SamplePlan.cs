using Engine.Oci.Specs;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Tests.Launch;

/// <summary>The smallest configuration, and what it is compiled into.</summary>
internal static class SamplePlan
{
    public static LaunchOptions Options { get; } = new() { ContainerId = "c1", Bundle = "/bundle", LastCapability = 40 };

    public static LaunchPlan Compile(RuntimeSpec spec) => LaunchCompiler.Compile(spec, Options);

    /// <summary>Index of the last step of the child that matches.</summary>
    public static int Last(LaunchPlan plan, Predicate<PlanStep> match)
    {
        var index = plan.Child.ToList().FindLastIndex(match);
        Assert.True(index >= 0);
        return index;
    }

    public static RuntimeSpec Spec(params string[] namespaces) => new()
    {
        Process = new ProcessSpec { Args = ["/bin/true"], Cwd = "/", User = new ProcessUser() },
        Root = new RootSpec { Path = "rootfs" },
        Linux = new LinuxSpec { Namespaces = [.. namespaces.Append("mount").Select(n => new LinuxNamespace { Type = n })] },
    };
}
