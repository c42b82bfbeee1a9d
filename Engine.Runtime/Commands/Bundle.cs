using System.Text.Json;
using Engine.Oci;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Commands;

/// <summary>Reads bundles.</summary>
internal static class Bundle
{
    /// <exception cref="LaunchException">There is no configuration, or it is not one.</exception>
    public static RuntimeSpec Load(string bundle)
    {
        var path = Path.Combine(bundle, "config.json");
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw LaunchException.Invalid($"JSON specification file {path} not found");
        }

        try
        {
            return JsonSerializer.Deserialize(content, OciJson.Default.RuntimeSpec) ?? throw LaunchException.Invalid($"{path} is empty");
        }
        catch (JsonException e)
        {
            throw LaunchException.Invalid($"{path} is not a configuration: {e.Message}");
        }
    }
}
