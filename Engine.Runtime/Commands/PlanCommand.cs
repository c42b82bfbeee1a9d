using Engine.Runtime.CommandLine;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Commands;

/// <summary><c>plan</c>: prints what a launch of a bundle would do. Changes nothing and needs no privilege.</summary>
internal static class PlanCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        var bundle = Path.GetFullPath(options.Arguments is [var path] ? path : throw LaunchException.Invalid("exactly one argument, the bundle, is needed"));
        var plan = LaunchCompiler.Compile(Bundle.Load(bundle), new LaunchOptions
        {
            ContainerId = "plan",
            Bundle = bundle,
            Cgroups = [new CgroupView("", "/sys/fs/cgroup/CONTAINER", [])],
        });
        StandardStream.WriteOutput(plan.Print());
        return 0;
    }
}
