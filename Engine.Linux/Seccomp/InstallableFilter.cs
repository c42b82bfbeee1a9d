using System.Runtime.InteropServices;

namespace Engine.Linux.Seccomp;

/// <summary>
/// A filter in unmanaged memory as seccomp(2) wants it, so that a child after clone3(2) can install it with three numbers and without the
/// runtime: <c>syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, Flags, Pointer)</c>.
/// </summary>
public sealed unsafe partial class InstallableFilter : SafeHandle
{
    /// <summary>The first argument of seccomp(2).</summary>
    public const int SECCOMP_SET_MODE_FILTER = 1;

    /// <summary>Copies a program.</summary>
    public InstallableFilter(SeccompProgram program)
        : base(0, ownsHandle: true)
    {
        int size = sizeof(SocketProgram) + (program.Instructions.Length * sizeof(SockFilter));
        SocketProgram* memory = (SocketProgram*)NativeMemory.Alloc((nuint)size);
        SetHandle((nint)memory);
        memory->Length = (ushort)program.Instructions.Length;
        memory->Instructions = (SockFilter*)(memory + 1);
        program.Instructions.CopyTo(new Span<SockFilter>(memory->Instructions, program.Instructions.Length));
        Flags = (uint)program.Flags;
    }

    /// <summary>The number of seccomp(2).</summary>
    /// <exception cref="PlatformNotSupportedException">There is no table of system calls for this machine.</exception>
    public static nint SYS_seccomp { get; } = SyscallTable.Number("seccomp", SeccompName.Native);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The <c>struct sock_fprog</c>, valid until this object is disposed.</summary>
    public nint Pointer => handle;

    /// <summary>The flags, <see cref="SeccompFlags"/> as a number.</summary>
    public uint Flags { get; }

    /// <summary>
    /// Installs the filter for the calling thread. It needs no_new_privs or CAP_SYS_ADMIN, and cannot be taken off again.
    /// </summary>
    /// <returns>The listener if the filter has one, otherwise null.</returns>
    /// <exception cref="LinuxException">seccomp(2) failed.</exception>
    public FileDescriptor? Install()
    {
        nint result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, Flags, handle);
        if (result < 0)
        {
            throw LinuxException.FromLastError("seccomp");
        }

        return (Flags & (uint)SeccompFlags.NEW_LISTENER) != 0 ? new FileDescriptor((int)result) : null;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint operation, nuint flags, nint program);

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SocketProgram
    {
        public ushort Length;
        public SockFilter* Instructions;
    }
}
