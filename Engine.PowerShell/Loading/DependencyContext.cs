using System.Reflection;
using System.Runtime.Loader;

namespace Engine.PowerShell.Loading;

/// <summary>Loads from the module's <c>dependencies</c> folder; everything else is the default context's.</summary>
internal sealed class DependencyContext() : AssemblyLoadContext("Engine.PowerShell dependencies")
{
    private readonly string _folder =
        Path.Combine(Path.GetDirectoryName(typeof(DependencyContext).Assembly.Location)!, "dependencies");

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
