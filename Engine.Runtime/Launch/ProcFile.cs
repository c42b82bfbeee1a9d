using System.Text;
using Engine.Linux;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>Writes files of another process in the host's procfs.</summary>
internal static unsafe class ProcFile
{
    /// <exception cref="LaunchException">It was refused.</exception>
    public static void Write(int pid, string name, string content)
    {
        using var file = NativePath.TryOpen(AT_FDCWD, $"/proc/{pid}/{name}", O_WRONLY, 0, out var errno);
        if (file is null)
        {
            throw new LaunchException($"write {name}", errno);
        }

        fixed (byte* data = Encoding.ASCII.GetBytes(content))
        {
            var result = Invoke(SYS_write, file.Number, (nint)data, content.Length);
            if (result < 0)
            {
                throw new LaunchException($"write {content.TrimEnd('\n')} to {name}", (Errno)(int)-result);
            }
        }
    }
}
