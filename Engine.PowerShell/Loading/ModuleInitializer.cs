using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace Engine.PowerShell.Loading;

/// <summary>
/// Keeps what the module depends on out of PowerShell's own load context: the default context is only ever given Engine.Protocol, from a
/// private context in which StreamJsonRpc and its ten companions (Newtonsoft.Json among them, which PowerShell has too) stay among themselves.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static DependencyContext? s_context;

    /// <inheritdoc/>
    public void OnImport()
    {
        if (Interlocked.CompareExchange(ref s_context, new DependencyContext(), null) is null)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    /// <summary>Does nothing: an assembly can't leave the default context, and what it has loaded must stay resolvable for a second import.</summary>
    /// <param name="psModuleInfo">This module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "Engine.Protocol" ? s_context!.LoadFromAssemblyName(name) : null;
}
