using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A terminal's size in character cells: <c>struct winsize</c> (ioctl_tty(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
public partial struct TerminalSize
{
    private const uint TIOCGWINSZ = 0x5413;
    private const uint TIOCSWINSZ = 0x5414;

    /// <summary>Lines.</summary>
    public ushort Rows;

    /// <summary>Characters a line.</summary>
    public ushort Columns;

    private readonly ushort _xPixels;
    private readonly ushort _yPixels;

    /// <param name="rows">Lines.</param>
    /// <param name="columns">Characters a line.</param>
    public TerminalSize(ushort rows, ushort columns)
    {
        Rows = rows;
        Columns = columns;
    }

    /// <summary>The size of the terminal behind <paramref name="fd"/>, either end.</summary>
    /// <exception cref="LinuxException">ENOTTY: not a terminal.</exception>
    public static unsafe TerminalSize Of(FileDescriptor fd)
    {
        TerminalSize size;
        return ioctl(fd.Number, TIOCGWINSZ, &size) < 0 ? throw LinuxException.FromLastError("ioctl", "TIOCGWINSZ") : size;
    }

    /// <summary>Gives the terminal behind <paramref name="fd"/> this size; its foreground process group gets SIGWINCH if that is a change.</summary>
    /// <exception cref="LinuxException">ENOTTY: not a terminal.</exception>
    public readonly unsafe void ApplyTo(FileDescriptor fd)
    {
        var size = this;
        if (ioctl(fd.Number, TIOCSWINSZ, &size) < 0)
        {
            throw LinuxException.FromLastError("ioctl", "TIOCSWINSZ");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int ioctl(int fd, nuint request, TerminalSize* argument);
}
