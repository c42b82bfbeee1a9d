using System.Collections;
using System.Management.Automation;

namespace Engine.PowerShell.Pipeline;

/// <summary>Reads a hashtable as names and values.</summary>
internal static class LabelTable
{
    /// <summary>Names and values as text; $null stays null.</summary>
    public static Dictionary<string, string?> Read(IDictionary table)
    {
        var result = new Dictionary<string, string?>();
        foreach (DictionaryEntry entry in table)
        {
            result[LanguagePrimitives.ConvertTo<string>(entry.Key)] = entry.Value is null ? null : LanguagePrimitives.ConvertTo<string>(entry.Value);
        }

        return result;
    }

    /// <summary>Names and values as text; $null becomes empty.</summary>
    public static Dictionary<string, string> ReadValues(IDictionary table) =>
        Read(table).ToDictionary(entry => entry.Key, entry => entry.Value ?? "");
}
