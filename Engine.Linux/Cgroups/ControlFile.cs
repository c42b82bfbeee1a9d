using System.Globalization;

namespace Engine.Linux.Cgroups;

/// <summary>Parses the formats of control files (kernel's cgroup-v2.rst, «Interface Files»).</summary>
internal static class ControlFile
{
    // Version 1 spells «no limit» as the highest multiple of the page size that fits a long; pages have at most 64 kB.
    private const ulong NoLimit = long.MaxValue & ~0xffffUL;

    /// <summary>One number, or null for <c>max</c>, for version 1's highest number and for -1.</summary>
    internal static ulong? Limit(ReadOnlySpan<char> content) =>
        ulong.TryParse(content.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value < NoLimit ? value : null;

    /// <summary>One number; 0 for anything else.</summary>
    internal static ulong Number(ReadOnlySpan<char> content) =>
        ulong.TryParse(content.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : 0;

    /// <summary>The number in a file, 0 when the file is not there.</summary>
    internal static ulong ReadNumber(CgroupDirectory directory, string file) =>
        directory.TryRead(file, out string content) == Errno.OK ? Number(content) : 0;

    /// <summary>The limit in a file, null also when the file is not there.</summary>
    internal static ulong? ReadLimit(CgroupDirectory directory, string file) =>
        directory.TryRead(file, out string content) == Errno.OK ? Limit(content) : null;

    /// <summary>The value of <paramref name="key"/> in lines of <c>KEY VALUE</c>, or 0.</summary>
    internal static ulong Keyed(ReadOnlySpan<char> content, ReadOnlySpan<char> key)
    {
        foreach (ReadOnlySpan<char> line in content.EnumerateLines())
        {
            if (line.Length > key.Length && line[key.Length] == ' ' && line.StartsWith(key))
            {
                return Number(line[(key.Length + 1)..]);
            }
        }

        return 0;
    }

    /// <summary>All lines of <c>KEY VALUE</c>.</summary>
    internal static Dictionary<string, ulong> AllKeyed(ReadOnlySpan<char> content)
    {
        Dictionary<string, ulong> found = [];
        foreach (ReadOnlySpan<char> line in content.EnumerateLines())
        {
            int space = line.IndexOf(' ');
            if (space > 0)
            {
                found[line[..space].ToString()] = Number(line[(space + 1)..]);
            }
        }

        return found;
    }
}
