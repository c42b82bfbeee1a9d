using System.Globalization;
using Engine.Host.Errors;

namespace Engine.Host.Networking;

/// <summary>Reads driver options as Go's strconv does, and faults them in its words.</summary>
internal static class OptionValue
{
    public static bool Boolean(string key, string value) => value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw Fault(key, value, "ParseBool"),
    };

    public static int Integer(string key, string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : throw Fault(key, value, "Atoi");

    private static InvalidArgumentException Fault(string key, string value, string function) =>
        new($"failed to parse {key} value: {value} (strconv.{function}: parsing \"{value}\": invalid syntax)");
}
