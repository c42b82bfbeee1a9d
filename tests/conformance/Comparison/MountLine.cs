namespace Engine.Conformance.Tests.Comparison;

/// <summary>A line of <c>/proc/self/mountinfo</c> (proc_pid_mountinfo(5)) without what the kernel numbers: ids, device numbers, peer groups.</summary>
internal static class MountLine
{
    /// <summary>The lines, comparable, in the order of their mount points; several at one point keep their order.</summary>
    public static IEnumerable<string> Normalize(IEnumerable<string> lines) =>
        lines.Select(line => line.Split(' ')).OrderBy(fields => fields[4], StringComparer.Ordinal).Select(Normalize);

    // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    private static string Normalize(string[] fields)
    {
        int separator = Array.IndexOf(fields, "-");
        IEnumerable<string> propagation = fields[6..separator].Select(f => f[..(f + ":").IndexOf(':')]);

        string mount = $"{fields[4]} root={fields[3]} {fields[5]} {string.Join(',', propagation)} {fields[separator + 1]} {fields[separator + 2]} {fields[separator + 3]}";

        // With what a path is masked is the runtime's affair; the probe asks what can be read there and written.
        bool kernels = fields[4].StartsWith("/proc/", StringComparison.Ordinal) || fields[4].StartsWith("/sys/", StringComparison.Ordinal);
        return kernels && (fields[3] == "/null" || fields[separator + 1] == "tmpfs") ? $"{fields[4]} masked" : mount;
    }
}
