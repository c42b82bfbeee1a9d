using System.Globalization;
using System.Text;
using Engine.Linux;
using Engine.Runtime.Launch;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Containers;

/// <summary>
/// Reads the account files of a container's root: found inside the root whatever links there are, of bounded size, and lines that make no
/// sense are passed over. Nothing of the C library's name service, which would load code from the container.
/// </summary>
internal static unsafe class AccountFile
{
    private const int MaximumSize = 4 << 20;

    public static IReadOnlyList<UserEntry> ReadUsers(int root) => ParseUsers(Read(root, "etc/passwd"));

    public static IReadOnlyList<GroupEntry> ReadGroups(int root) => ParseGroups(Read(root, "etc/group"));

    internal static IReadOnlyList<UserEntry> ParseUsers(string text)
    {
        List<UserEntry> users = [];
        foreach (var line in text.Split('\n'))
        {
            if (line.Split(':') is [{ Length: > 0 } name, _, var uid, var gid, _, var home, ..] && TryId(uid, out var user) && TryId(gid, out var group))
            {
                users.Add(new UserEntry(name, user, group, home));
            }
        }

        return users;
    }

    internal static IReadOnlyList<GroupEntry> ParseGroups(string text)
    {
        List<GroupEntry> groups = [];
        foreach (var line in text.Split('\n'))
        {
            if (line.Split(':') is [{ Length: > 0 } name, _, var gid, .. var rest] && TryId(gid, out var group))
            {
                groups.Add(new GroupEntry(name, group, rest is [var members, ..] ? members.Split(',', StringSplitOptions.TrimEntries) : []));
            }
        }

        return groups;
    }

    private static bool TryId(string text, out uint id) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    private static string Read(int root, string path)
    {
        const int O_NONBLOCK = 0x800;
        using var file = NativePath.TryOpen(root, path, O_RDONLY | O_NONBLOCK, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS, out var errno);
        if (file is null)
        {
            return errno is Errno.ENOENT or Errno.ENOTDIR ? "" : throw new LaunchException($"open /{path} of the container", errno);
        }

        Stat status;
        Invoke(SYS_fstat, file.Number, (nint)(&status));
        if ((status.Mode & 0xF000) != 0x8000)
        {
            throw new LaunchException($"/{path} of the container is not a regular file");
        }

        if (status.Size > MaximumSize)
        {
            throw new LaunchException($"/{path} of the container is larger than {MaximumSize} bytes");
        }

        var content = new byte[status.Size];
        var length = 0;
        fixed (byte* p = content)
        {
            while (length < content.Length)
            {
                var read = Invoke(SYS_read, file.Number, (nint)(p + length), content.Length - length);
                if (read <= 0)
                {
                    break;
                }

                length += (int)read;
            }
        }

        return Encoding.UTF8.GetString(content, 0, length);
    }
}
