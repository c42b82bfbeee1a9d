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
        try
        {
            return DocumentFile.Read(path, OciJson.RuntimeSpec, "a configuration");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw LaunchException.Invalid($"JSON specification file {path} not found");
        }
    }
}
