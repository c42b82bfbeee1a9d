using System.Text;

namespace Engine.Linux.Cgroups;

/// <summary>Paths of control groups inside their hierarchies.</summary>
public static class CgroupPath
{
    /// <summary>
    /// Brings a configured path (OCI <c>linux.cgroupsPath</c>) into the form <c>/a/b</c>. <c>..</c> goes up but never above the root, as in
    /// a chroot, so no path can leave the hierarchy. A relative path counts from the root.
    /// </summary>
    /// <exception cref="ArgumentException">The path is the root itself, or has a NUL or a newline in it.</exception>
    public static string Clean(string path)
    {
        if (path.AsSpan().IndexOfAny('\0', '\n') >= 0)
        {
            throw new ArgumentException("a control group path cannot have a NUL or a newline in it", nameof(path));
        }

        List<string> names = [];
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == "..")
            {
                if (names.Count > 0)
                {
                    names.RemoveAt(names.Count - 1);
                }
            }
            else if (name != ".")
            {
                names.Add(name);
            }
        }

        if (names.Count == 0)
        {
            throw new ArgumentException($"control group path \"{path}\" is the root of the hierarchy", nameof(path));
        }

        StringBuilder clean = new(path.Length + 1);
        foreach (string name in names)
        {
            clean.Append('/').Append(name);
        }

        return clean.ToString();
    }

    /// <summary>Whether <paramref name="name"/> can be one file or directory in a group: not empty, not <c>.</c> or <c>..</c>, no slash.</summary>
    internal static bool IsSingleName(string name) =>
        name.Length > 0 && name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\0', '\n') < 0;
}
