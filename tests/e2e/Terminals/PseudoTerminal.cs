using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Engine.EndToEnd.Tests;

/// <summary>A program on a terminal of its own (pty(7)) that a person looks at and changes the size of.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    // ioctl_tty(2)
    private const nuint TIOCSPTLCK = 0x40045431;
    private const nuint TIOCGPTN = 0x80045430;
    private const nuint TIOCSWINSZ = 0x5414;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly SafeFileHandle _master = File.OpenHandle("/dev/ptmx", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    private readonly StringBuilder _seen = new();
    private readonly Process _program;

    /// <summary>Starts a program, with the terminal as its controlling one and its standard streams.</summary>
    public PseudoTerminal(int rows, int columns, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        int number = 0, unlock = 0;
        Require(ioctl(_master, TIOCSPTLCK, ref unlock));
        Require(ioctl(_master, TIOCGPTN, ref number));
        Resize(rows, columns);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "t=$1; shift; exec setsid --ctty \"$@\" <$t >$t 2>&1", "sh", $"/dev/pts/{number}", program, .. arguments]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _program = Process.Start(start)!;
        new Thread(ReadAll) { IsBackground = true }.Start();
    }

    /// <summary>Sets the size; the kernel tells the programs on the terminal by SIGWINCH.</summary>
    public void Resize(int rows, int columns)
    {
        // struct winsize: four unsigned shorts, of which the last two, in pixels, are unused.
        var size = (long)(ushort)rows | ((long)(ushort)columns << 16);
        Require(ioctl(_master, TIOCSWINSZ, ref size));
    }

    public void Type(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes.Length, write(_master, bytes, bytes.Length));
    }

    /// <summary>Waits until a text was printed.</summary>
    public async Task ExpectAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        while (!Seen().Contains(text, StringComparison.Ordinal))
        {
            Assert.True(watch.Elapsed < s_patience, $"«{text}» was not printed, but: {Seen()}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for the program's end; its exit status.</summary>
    public async Task<int> EndAsync()
    {
        await _program.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        return _program.ExitCode;
    }

    public void Dispose()
    {
        if (!_program.HasExited)
        {
            _program.Kill(entireProcessTree: true);
        }

        _program.Dispose();
        _master.Dispose();
    }

    private string Seen()
    {
        lock (_seen)
        {
            return _seen.ToString();
        }
    }

    private void ReadAll()
    {
        var buffer = new byte[4096];

        // Ends with EIO when nobody has the terminal open any more.
        while (!_master.IsClosed && read(_master, buffer, buffer.Length) is var length and > 0)
        {
            lock (_seen)
            {
                _seen.Append(Encoding.UTF8.GetString(buffer, 0, (int)length));
            }
        }
    }

    private static void Require(int result) => Assert.True(result == 0, $"ioctl: errno {Marshal.GetLastPInvokeError()}");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeFileHandle fd, nuint request, ref int argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(SafeFileHandle fd, nuint request, ref long argument);

    // A terminal has no positions, and .NET reads and writes files at one.
    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(SafeFileHandle fd, byte[] buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(SafeFileHandle fd, byte[] buffer, nint length);
}
