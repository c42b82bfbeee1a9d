using System.Text.RegularExpressions;
using Engine.Host.Storage;

namespace Engine.Host.Containers.Consistency;

/// <summary>Looks for mounts of the engine in this mount namespace: there must be none, because root filesystems are mounted only where containers are.</summary>
internal static partial class HostMounts
{
    private const int MountPointField = 4;

    /// <summary>The mounts below one of the roots, or with a layer below one.</summary>
    /// <param name="roots">Absolute directories. They themselves may be mount points.</param>
    /// <param name="mountInfo">The lines of /proc/PID/mountinfo (proc_pid_mountinfo(5)).</param>
    public static IEnumerable<StoreFinding> Find(IReadOnlyList<string> roots, IEnumerable<string> mountInfo)
    {
        foreach (string line in mountInfo)
        {
            string mountPoint = Unescape(line.Split(' ')[MountPointField]);
            string superOptions = Unescape(line[(line.LastIndexOf(' ') + 1)..]);
            if (roots.Any(root => mountPoint.StartsWith(root + "/", StringComparison.Ordinal) || superOptions.Contains($"upperdir={root}/", StringComparison.Ordinal)))
            {
                yield return new StoreFinding(mountPoint, "it is mounted in the host's namespace", Repaired: false);
            }
        }
    }

    // Space, tab, newline and backslash are written as three octal digits.
    private static string Unescape(string field) => Octal().Replace(field, match => ((char)Convert.ToInt32(match.Groups[1].Value, 8)).ToString());

    [GeneratedRegex(@"\\([0-7]{3})")]
    private static partial Regex Octal();
}
