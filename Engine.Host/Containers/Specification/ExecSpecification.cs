using Engine.Host.Containers.Execs;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>Writes the OCI process of an exec: the container's own, but for what the exec says.</summary>
internal static class ExecSpecification
{
    /// <param name="exec">What was asked for.</param>
    /// <param name="own">The container's process.</param>
    /// <param name="allCapabilities">What a privileged exec gets.</param>
    public static ProcessSpec Build(ExecConfiguration exec, ProcessSpec own, IReadOnlyList<string> allCapabilities)
    {
        var environment = new List<string>(own.Env ?? []);
        environment.RemoveAll(entry => !exec.Tty && entry == "TERM=xterm");
        if (exec.Tty && !environment.Exists(entry => entry.StartsWith("TERM=", StringComparison.Ordinal)))
        {
            environment.Add("TERM=xterm");
        }

        return own with
        {
            Args = exec.Command,
            Env = EnvironmentList.Merge(environment, exec.Environment),
            Cwd = exec.WorkingDirectory.Length > 0 ? exec.WorkingDirectory : own.Cwd,
            Terminal = exec.Tty,
            ConsoleSize = exec is { Tty: true, ConsoleSize: { Rows: > 0 } size }
                ? new ConsoleSize { Height = size.Rows, Width = size.Columns }
                : null,
            Capabilities = exec.Privileged
                ? new LinuxCapabilities { Bounding = allCapabilities, Effective = allCapabilities, Permitted = allCapabilities }
                : own.Capabilities,
        };
    }
}
