using Engine.Oci.Specs;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>The steps that open a pseudo-terminal inside a container (pty(7), ioctl_tty(2)).</summary>
internal static class TerminalSteps
{
    private const long DEVPTS_SUPER_MAGIC = 0x1CD1;
    private const int O_NOCTTY = 0x100;
    private const long TIOCSPTLCK = 0x40045431;
    private const long TIOCGPTPEER = 0x5441;
    private const long TIOCSWINSZ = 0x5414;

    /// <summary>Opens one; the master goes to the parent.</summary>
    /// <returns>The slave side.</returns>
    public static Slot Open(PlanBuilder builder, Operand root, ConsoleSize? size)
    {
        const string what = "open a terminal";
        const ulong resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS;
        var master = builder.Make(what, OperationCode.Open, root, "/dev/pts/ptmx", O_RDWR | O_NOCTTY, 0, resolve);

        // The container may have put something else there.
        builder.Do(what, OperationCode.RequireFileSystem, master, DEVPTS_SUPER_MAGIC);
        builder.Call(what, SYS_ioctl, master, TIOCSPTLCK, Operand.Data([0, 0, 0, 0]));
        var slave = builder.Get(what, SYS_ioctl, master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (size is { Height: > 0 } or { Width: > 0 })
        {
            var (rows, columns) = ((ushort)size.Height, (ushort)size.Width);
            byte[] window = [(byte)rows, (byte)(rows >> 8), (byte)columns, (byte)(columns >> 8), 0, 0, 0, 0];
            builder.Call(what, SYS_ioctl, master, TIOCSWINSZ, Operand.Data(window));
        }

        builder.Do("hand over the terminal", OperationCode.SendDescriptor, Slot.Status, (int)StatusKind.Terminal, master);
        builder.Call(what, SYS_close, master);
        return slave;
    }
}
