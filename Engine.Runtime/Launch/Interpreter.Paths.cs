using System.Runtime.CompilerServices;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal static unsafe partial class Interpreter
{
    private const int ENOENT = 2;
    private const int EEXIST = 17;
    private const int ENOTDIR = 20;
    private const int EISDIR = 21;
    private const int EINVAL = 22;
    private const int ENAMETOOLONG = 36;
    private const int ELOOP = 40;
    private const int PATH_MAX = 4096;
    private const int MaximumLinks = 40;

    private static nint Open(int directory, byte* path, int flags, uint mode, ulong resolve)
    {
        var how = stackalloc ulong[3];
        how[0] = (uint)(flags | O_CLOEXEC);
        how[1] = mode;
        how[2] = resolve;
        while (true)
        {
            var fd = Invoke(SYS_openat2, directory, (nint)path, (nint)how, 24);

            // EAGAIN: a rename somewhere raced with the resolution of "..".
            if (fd is not (-EAGAIN or -EINTR))
            {
                return fd;
            }
        }
    }

    private static void Close(nint fd) => Invoke(SYS_close, fd);

    /// <summary>
    /// Opens a path inside a root, making what is missing one component at a time. Every step is resolved by the kernel inside the root, so
    /// somebody who swaps components meanwhile can only change where inside the root it ends.
    /// </summary>
    private static nint MakeTarget(byte* scratch, int root, byte* target, TargetKind kind, int alike)
    {
        var directory = kind switch
        {
            TargetKind.File => 0,
            TargetKind.Alike => IsDirectory(alike),
            _ => 1,
        };
        if (directory < 0)
        {
            return directory;
        }

        var resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS | (kind == TargetKind.OrdinaryDirectory ? RESOLVE_NO_SYMLINKS : 0);
        var found = Open(root, target, O_PATH, 0, resolve);
        if (found != -ENOENT)
        {
            return found;
        }

        var path = scratch;
        var length = Length(target);
        if (length >= PATH_MAX)
        {
            return -ENAMETOOLONG;
        }

        Unsafe.CopyBlock(path, target, (uint)length + 1);
        for (var links = 0; links < MaximumLinks; links++)
        {
            var result = Walk(path, scratch + PATH_MAX, root, directory != 0, resolve);
            if (result != -EEXIST)
            {
                return result;
            }
        }

        return -ELOOP;
    }

    /// <summary>Makes the components of a path that are missing. EEXIST: a dangling link was put into the path; start again.</summary>
    private static nint Walk(byte* path, byte* spare, int root, bool directory, ulong resolve)
    {
        nint parent = Open(root, Root(spare), O_PATH | O_DIRECTORY, 0, RESOLVE_IN_ROOT);
        var start = 0;
        while (parent >= 0)
        {
            while (path[start] == '/')
            {
                start++;
            }

            var end = start;
            while (path[end] is not ((byte)'/' or 0))
            {
                end++;
            }

            if (end == start)
            {
                return parent;
            }

            var separator = path[end];
            var last = IsLast(path + end);
            path[end] = 0;
            var child = Open(root, path, O_PATH, 0, resolve);
            if (child == -ENOENT)
            {
                child = last && !directory
                    ? Invoke(SYS_mknodat, parent, (nint)(path + start), 0x8000 | 0x1A4)
                    : Invoke(SYS_mkdirat, parent, (nint)(path + start), 0x1ED);
                if (child == -EEXIST)
                {
                    child = Splice(path, spare, parent, start, end, separator);
                }
                else if (child >= 0)
                {
                    child = Open(root, path, O_PATH, 0, resolve);
                }
            }

            Close(parent);
            if (child < 0)
            {
                return child;
            }

            path[end] = separator;
            parent = child;
            start = end;
        }

        return parent;
    }

    /// <summary>Replaces a component that is a dangling link by what the link says. Result: EEXIST, to start again, or another error.</summary>
    private static nint Splice(byte* path, byte* spare, nint parent, int start, int end, byte separator)
    {
        var length = Invoke(SYS_readlinkat, parent, (nint)(path + start), (nint)spare, PATH_MAX);
        if (length == -EINVAL)
        {
            // Not a link: somebody made the component meanwhile.
            path[end] = separator;
            return -EEXIST;
        }

        if (length < 0)
        {
            return length;
        }

        path[end] = separator;
        var rest = Length(path + end);
        var prefix = spare[0] == '/' ? 0 : start;
        if (prefix + length + rest + 1 >= PATH_MAX)
        {
            return -ENAMETOOLONG;
        }

        Unsafe.CopyBlock(spare + length, path + end, (uint)rest + 1);
        Unsafe.CopyBlock(path + prefix, spare, (uint)(length + rest + 1));
        return -EEXIST;
    }

    private static byte* Root(byte* buffer)
    {
        buffer[0] = (byte)'/';
        buffer[1] = 0;
        return buffer;
    }

    private static bool IsLast(byte* rest)
    {
        while (*rest == '/')
        {
            rest++;
        }

        return *rest == 0;
    }

    private static int Length(byte* text)
    {
        var length = 0;
        while (text[length] != 0)
        {
            length++;
        }

        return length;
    }

    /// <summary>1: a directory, 0: something else.</summary>
    private static int IsDirectory(int fd)
    {
        Stat status;
        var result = Invoke(SYS_fstat, fd, (nint)(&status));
        return result < 0 ? (int)result : (status.Mode & 0xF000) == 0x4000 ? 1 : 0;
    }

    private static nint WriteFile(int directory, byte* path, byte* data, nint length, ulong resolve)
    {
        var fd = Open(directory, path, O_WRONLY, 0, resolve);
        if (fd < 0)
        {
            return fd;
        }

        var written = Invoke(SYS_write, fd, (nint)data, length);
        Close(fd);
        return written < 0 ? written : written == length ? 0 : -EINVAL;
    }
}
