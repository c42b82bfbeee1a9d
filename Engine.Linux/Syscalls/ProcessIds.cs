using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Ids of this process (credentials(7)).</summary>
public static partial class ProcessIds
{
    /// <summary>The effective user id (geteuid(2)).</summary>
    public static uint EffectiveUser => geteuid();

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
