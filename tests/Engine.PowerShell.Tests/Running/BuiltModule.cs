using System.Reflection;

namespace Engine.PowerShell.Tests.Running;

/// <summary>Where the build left what is tested.</summary>
internal static class BuiltModule
{
    public static string Manifest { get; } = Metadata("ModuleManifest");

    public static string ScriptHost { get; } = Metadata("ScriptHost");

    private static string Metadata(string key) =>
        typeof(BuiltModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
