using System.Text;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.CommandLine;

/// <summary>Writes to standard output and error. The Console class would start a thread, and a process that clones must have one.</summary>
internal static unsafe class StandardStream
{
    public static void WriteOutput(string text) => Write(1, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes and a line feed to standard output.</summary>
    public static void WriteLine(ReadOnlySpan<byte> line) => Write(1, [.. line, (byte)'\n']);

    public static void WriteError(string text) => Write(2, Encoding.UTF8.GetBytes(text));

    private static void Write(int fd, byte[] data)
    {
        fixed (byte* p = data)
        {
            for (nint at = 0; at < data.Length;)
            {
                var written = Invoke(SYS_write, fd, (nint)(p + at), data.Length - at);
                if (written <= 0)
                {
                    return;
                }

                at += written;
            }
        }
    }
}
