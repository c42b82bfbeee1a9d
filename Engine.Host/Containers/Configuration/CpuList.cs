using System.Globalization;
using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Lists of processors or memory nodes as cpuset(7) writes them: <c>0-2,4</c>.</summary>
internal static class CpuList
{
    private const int Largest = 8191;

    /// <summary>Refuses a list that is none, or that names what the machine does not have online.</summary>
    public static void Check(string list, string what, string onlineFile)
    {
        if (list.Length == 0)
        {
            return;
        }

        if (!TryParse(list, out HashSet<int> wanted))
        {
            throw new InvalidArgumentException($"Invalid value {list} for cpuset");
        }

        string online = File.Exists(onlineFile) ? File.ReadAllText(onlineFile).Trim() : "0";
        if (TryParse(online, out HashSet<int> available) && !wanted.IsSubsetOf(available))
        {
            throw new InvalidArgumentException($"Requested {what} are not available - requested {list}, available: {online}");
        }
    }

    /// <summary>Parses a list.</summary>
    public static bool TryParse(string list, out HashSet<int> members)
    {
        members = [];
        foreach (string part in list.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryNumber(ends[0], out int first) || !TryNumber(ends[^1], out int last) || first > last)
            {
                return false;
            }

            members.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= Largest;
}
