using Engine.Linux;
using Engine.Linux.Cgroups;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Commands;
using Engine.Runtime.Launch;

namespace Engine.Runtime;

internal static class Program
{
    private const string Version = "0.1.0";

    private static int Main(string[] args)
    {
        RuntimeLog? log = null;
        try
        {
            ProcessStart.Secure();
            var global = CommandOptions.Parse(args, Invocation.Syntax);
            log = new RuntimeLog(global.Get("log"), global.Get("log-format") == "json");
            if (global.Has("version"))
            {
                StandardStream.WriteOutput($"engine-runtime version {Version}\nspec: 1.2.0\n");
                return 0;
            }

            if (global.Has("systemd-cgroup"))
            {
                throw LaunchException.Invalid("systemd cgroups are not supported: use the cgroupfs driver");
            }

            if (global.Arguments.Length == 0 || global.Has("help"))
            {
                StandardStream.WriteOutput(Usage.Text);
                return global.Has("help") ? 0 : 1;
            }

            var name = global.Arguments[0];
            var (syntax, run) = CommandTable.Find(name) ?? throw LaunchException.Invalid($"no command \"{name}\"");
            return run(Invocation.From(global), CommandOptions.Parse(global.Arguments.AsSpan(1), syntax));
        }
        catch (Exception e) when (e is LaunchException or LinuxException or CgroupException or IOException or UnauthorizedAccessException
            or ArgumentException or System.Text.Json.JsonException)
        {
            log?.Error(e.Message);
            StandardStream.WriteError(e.Message + "\n");

            // 255 for an exec that did not come about, as runc and crun answer: 1 is what many commands themselves end with.
            return args.Contains("exec") ? 255 : 1;
        }
    }
}
