using Engine.Linux;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Containers;

/// <summary>The capabilities of the runtime itself (capget(2)): more it cannot give.</summary>
internal static unsafe class OwnCapabilities
{
    public static ulong Permitted()
    {
        var header = stackalloc uint[2] { 0x20080522, 0 };
        var data = stackalloc uint[6];
        var result = Invoke(SYS_capget, (nint)header, (nint)data);
        return result < 0 ? throw new LinuxException("capget", (Errno)(int)-result) : data[1] | ((ulong)data[4] << 32);
    }
}
