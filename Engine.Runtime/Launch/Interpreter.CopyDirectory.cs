using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private const int MaximumDepth = 64;
    private const int EntryBuffer = 4096;

    /// <summary>Copies a directory's content with owners and permissions (the <c>tmpcopyup</c> mount option).</summary>
    private static nint CopyDirectory(int from, int to, int depth)
    {
        if (depth > MaximumDepth)
        {
            return -ELOOP;
        }

        byte here = (byte)'.';
        var dot = stackalloc byte[2] { here, 0 };
        var source = Open(from, dot, O_RDONLY | O_DIRECTORY, 0, 0);
        if (source < 0)
        {
            return source;
        }

        var buffer = stackalloc byte[EntryBuffer];
        nint result;
        while ((result = Invoke(SYS_getdents64, source, (nint)buffer, EntryBuffer)) > 0)
        {
            nint failed = 0;
            for (nint at = 0; at < result && failed >= 0; at += *(ushort*)(buffer + at + 16))
            {
                var name = buffer + at + 19;
                if (!IsDots(name))
                {
                    failed = CopyEntry((int)source, to, name, depth);
                }
            }

            if (failed < 0)
            {
                result = failed;
                break;
            }
        }

        Close(source);
        return result;
    }

    private static bool IsDots(byte* name) => name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0));

    private static nint CopyEntry(int from, int to, byte* name, int depth)
    {
        Stat status;
        var result = Invoke(SYS_newfstatat, from, (nint)name, (nint)(&status), AT_SYMLINK_NOFOLLOW);
        if (result < 0)
        {
            return result;
        }

        var type = status.Mode & 0xF000;
        result = type switch
        {
            0x4000 => Invoke(SYS_mkdirat, to, (nint)name, (nint)(status.Mode & 0xFFF)),
            0xA000 => CopyLink(from, to, name),
            0x8000 => CopyContent(from, to, name, &status),
            _ => Invoke(SYS_mknodat, to, (nint)name, (nint)status.Mode, (nint)status.RepresentedDevice),
        };
        if (result < 0)
        {
            return result;
        }

        result = Invoke(SYS_fchownat, to, (nint)name, (nint)status.Uid, (nint)status.Gid, AT_SYMLINK_NOFOLLOW);
        if (result >= 0 && type != 0xA000)
        {
            result = Invoke(SYS_fchmodat, to, (nint)name, (nint)(status.Mode & 0xFFF));
        }

        if (result < 0 || type != 0x4000)
        {
            return result;
        }

        var source = Open(from, name, O_PATH | O_DIRECTORY | O_NOFOLLOW, 0, 0);
        var target = Open(to, name, O_PATH | O_DIRECTORY | O_NOFOLLOW, 0, 0);
        result = source < 0 ? source : target < 0 ? target : CopyDirectory((int)source, (int)target, depth + 1);
        Close(source);
        Close(target);
        return result;
    }

    private static nint CopyLink(int from, int to, byte* name)
    {
        var text = stackalloc byte[PATH_MAX];
        var length = Invoke(SYS_readlinkat, from, (nint)name, (nint)text, PATH_MAX - 1);
        if (length < 0)
        {
            return length;
        }

        text[length] = 0;
        return Invoke(SYS_symlinkat, (nint)text, to, (nint)name);
    }

    private static nint CopyContent(int from, int to, byte* name, Stat* status)
    {
        var source = Open(from, name, O_RDONLY | O_NOFOLLOW, 0, 0);
        var target = Open(to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, status->Mode & 0x1FF, 0);
        nint result = source < 0 ? source : target < 0 ? target : 1;
        while (result > 0)
        {
            result = Invoke(SYS_sendfile, target, source, 0, 0x7FFF0000);
        }

        Close(source);
        Close(target);
        return result;
    }
}
