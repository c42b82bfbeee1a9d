using System.Text;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.CommandLine;

/// <summary>Writes to standard output and error. The Console class would start a thread, and a process that clones must have one.</summary>
internal static unsafe class StandardStream
{
    public static void WriteOutput(string text) => Write(1, text);

    public static void WriteError(string text) => Write(2, text);

    private static void Write(int fd, string text)
    {
        var data = Encoding.UTF8.GetBytes(text);
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
