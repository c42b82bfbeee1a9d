using System.Text.Json;

namespace Engine.Host.Configuration;

/// <summary>The configuration file: one JSON object whose keys are <see cref="OptionDefinition.Key"/>.</summary>
internal static class ConfigurationFile
{
    private static readonly JsonDocumentOptions s_options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the file; what is wrong with it goes to the faults, with the path of the key.</summary>
    public static IReadOnlyList<OptionValue> Read(string path, List<ConfigurationFault> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), s_options);
            return Read(document.RootElement, path, faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            faults.Add(new ConfigurationFault(path, e.Message));
            return [];
        }
    }

    private static List<OptionValue> Read(JsonElement root, string path, List<ConfigurationFault> faults)
    {
        List<OptionValue> values = [];
        if (root.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(new ConfigurationFault(path, "must be one JSON object"));
            return values;
        }

        foreach (var property in root.EnumerateObject())
        {
            var where = $"{path}: {property.Name}";
            var option = OptionDefinition.All.FirstOrDefault(o => o.Key == property.Name);
            if (property is { Name: "proxies", Value.ValueKind: JsonValueKind.Object })
            {
                // dockerd has these in an object of their own.
                values.AddRange(Read(property.Value, where, faults));
            }
            else if (option is null)
            {
                faults.Add(new ConfigurationFault(where, "unknown key"));
            }
            else if (option.Shape is OptionShape.TextList or OptionShape.PoolList)
            {
                ReadList(option, property.Value, where, values, faults);
            }
            else
            {
                ReadScalar(option, property.Value, where, values, faults);
            }
        }

        return values;
    }

    private static void ReadList(
        OptionDefinition option, JsonElement element, string where, List<OptionValue> values, List<ConfigurationFault> faults)
    {
        if (element.ValueKind is not JsonValueKind.Array)
        {
            faults.Add(new ConfigurationFault(where, "must be an array"));
            return;
        }

        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            ReadScalar(option, item, $"{where}[{index++}]", values, faults);
        }
    }

    private static void ReadScalar(
        OptionDefinition option, JsonElement element, string where, List<OptionValue> values, List<ConfigurationFault> faults)
    {
        var text = (option.Shape, element.ValueKind) switch
        {
            (OptionShape.Switch, JsonValueKind.True) => "true",
            (OptionShape.Switch, JsonValueKind.False) => "false",
            (OptionShape.Text or OptionShape.TextList, JsonValueKind.String) => element.GetString(),
            (OptionShape.Number, JsonValueKind.Number) => element.GetRawText(),
            (OptionShape.PoolList, JsonValueKind.Object) => ReadPool(element, where, faults),
            _ => null,
        };
        if (text is not null)
        {
            values.Add(new OptionValue(option, where, text));
        }
        else
        {
            faults.Add(new ConfigurationFault(where, option.Shape switch
            {
                OptionShape.Switch => "must be true or false",
                OptionShape.Number => "must be a number",
                OptionShape.PoolList => "must be an object with base and size",
                _ => "must be a string",
            }));
        }
    }

    private static string ReadPool(JsonElement element, string where, List<ConfigurationFault> faults)
    {
        foreach (var property in element.EnumerateObject().Where(p => p.Name is not ("base" or "size")))
        {
            faults.Add(new ConfigurationFault($"{where}.{property.Name}", "unknown key"));
        }

        var range = element.TryGetProperty("base", out var b) && b.ValueKind is JsonValueKind.String ? b.GetString() : "";
        var size = element.TryGetProperty("size", out var s) ? s.ToString() : "";
        return $"base={range},size={size}";
    }
}
