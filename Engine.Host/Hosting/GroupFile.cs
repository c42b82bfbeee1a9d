using System.Globalization;

namespace Engine.Host.Hosting;

/// <summary>The machine's <c>/etc/group</c> (group(5)).</summary>
internal static class GroupFile
{
    /// <summary>The number of a group by its name or number, or null if there is none of that name.</summary>
    public static uint? Find(string group)
    {
        if (uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        foreach (var line in File.ReadLines("/etc/group"))
        {
            var fields = line.Split(':');
            if (fields.Length >= 3 && fields[0] == group
                && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var gid))
            {
                return gid;
            }
        }

        return null;
    }
}
