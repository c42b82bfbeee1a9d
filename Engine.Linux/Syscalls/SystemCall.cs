using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

/// <summary>
/// syscall(2) without any service of the managed runtime: no transition, no marshalling, no error slot of its own. This is the only way
/// to call the kernel between clone3(2) and execve(2), where nothing may allocate, lock or wait for the collector.
/// </summary>
public static unsafe partial class SystemCall
{
    /// <summary>Makes a system call.</summary>
    /// <returns>Its result, or minus the error number (see <see cref="Errno"/>).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Invoke(int number, nint a0 = 0, nint a1 = 0, nint a2 = 0, nint a3 = 0, nint a4 = 0, nint a5 = 0)
    {
        var result = syscall(number, a0, a1, a2, a3, a4, a5);
        return result == -1 ? -*__errno_location() : result;
    }

    [LibraryImport("libc")]
    [SuppressGCTransition]
    private static partial nint syscall(nint number, nint a0, nint a1, nint a2, nint a3, nint a4, nint a5);

    [LibraryImport("libc")]
    [SuppressGCTransition]
    private static partial int* __errno_location();
}
