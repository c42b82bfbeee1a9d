using System.Globalization;

namespace Engine.Host.Containers;

/// <summary>Names of the host's users, read once: what <c>ps</c> on the host would show.</summary>
internal static class UserNames
{
    private static readonly Lazy<Dictionary<uint, string>> Names = new(Read);

    /// <summary>The name, or the number when there is none.</summary>
    public static string Of(uint uid) => Names.Value.TryGetValue(uid, out string? name) ? name : uid.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<uint, string> Read()
    {
        var names = new Dictionary<uint, string>();
        if (File.Exists("/etc/passwd"))
        {
            foreach (string[] fields in File.ReadLines("/etc/passwd").Select(line => line.Split(':')))
            {
                if (fields.Length > 2 && uint.TryParse(fields[2], out uint uid))
                {
                    names.TryAdd(uid, fields[0]);
                }
            }
        }

        return names;
    }
}
