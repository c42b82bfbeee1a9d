namespace Engine.Linux.Cgroups;

/// <summary>Reads the control group mounts out of <c>/proc/PID/mountinfo</c> (proc_pid_mountinfo(5)).</summary>
internal static class CgroupMountTable
{
    private const int MountPointField = 4;

    /// <summary>The hierarchies by order of their mounts; a second mount of the same hierarchy is left out.</summary>
    internal static List<CgroupHierarchy> Parse(ReadOnlySpan<char> mountinfo)
    {
        List<CgroupHierarchy> found = [];
        foreach (ReadOnlySpan<char> line in mountinfo.EnumerateLines())
        {
            // The number of optional fields varies; a lone hyphen ends them: «… - TYPE SOURCE SUPEROPTIONS».
            int hyphen = line.IndexOf(" - cgroup");
            if (hyphen < 0)
            {
                continue;
            }

            ReadOnlySpan<char> tail = line[(hyphen + 3)..];
            ReadOnlySpan<char> type = Field(tail, 0);
            if (type is "cgroup2")
            {
                Add(found, new(CgroupVersion.V2, Unescape(Field(line, MountPointField)), CgroupControllers.None));
            }
            else if (type is "cgroup")
            {
                ReadOnlySpan<char> options = Field(tail, 2);
                Add(found, new(
                    CgroupVersion.V1,
                    Unescape(Field(line, MountPointField)),
                    CgroupControllerName.ParseList(options, ','),
                    HierarchyName(options)));
            }
        }

        return found;
    }

    private static void Add(List<CgroupHierarchy> found, CgroupHierarchy candidate)
    {
        foreach (CgroupHierarchy hierarchy in found)
        {
            if (hierarchy.Version == candidate.Version && hierarchy.Controllers == candidate.Controllers && hierarchy.Name == candidate.Name)
            {
                return;
            }
        }

        found.Add(candidate);
    }

    private static string? HierarchyName(ReadOnlySpan<char> options)
    {
        foreach (Range part in options.Split(','))
        {
            ReadOnlySpan<char> option = options[part];
            if (option.StartsWith("name="))
            {
                return option["name=".Length..].ToString();
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> line, int index)
    {
        foreach (Range part in line.Split(' '))
        {
            if (index-- == 0)
            {
                return line[part];
            }
        }

        return [];
    }

    // Space, tab, newline and backslash are written as three octal digits.
    private static string Unescape(ReadOnlySpan<char> field)
    {
        if (!field.Contains('\\'))
        {
            return field.ToString();
        }

        Span<char> plain = new char[field.Length];
        int length = 0;
        for (int at = 0; at < field.Length; at++)
        {
            if (field[at] == '\\' && at + 3 < field.Length)
            {
                plain[length++] = (char)(((field[at + 1] - '0') << 6) | ((field[at + 2] - '0') << 3) | (field[at + 3] - '0'));
                at += 3;
            }
            else
            {
                plain[length++] = field[at];
            }
        }

        return plain[..length].ToString();
    }
}
