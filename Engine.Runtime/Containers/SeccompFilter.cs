using Engine.Oci.Specs;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Containers;

/// <summary>Compiles an OCI seccomp profile.</summary>
internal static class SeccompFilter
{
    /// <returns>The filter, or null if there is none.</returns>
    public static CompiledFilter? Compile(LinuxSeccomp? profile) => profile is null ? null : throw LaunchException.Invalid("seccomp is not available");
}
