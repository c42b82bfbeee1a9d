using System.Globalization;
using System.Text;
using Engine.Host.Errors;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Files;

/// <summary>Who a container's <c>USER[:GROUP]</c> is, by the files of its own tree (passwd(5), group(5)).</summary>
internal static class UserLookup
{
    // The files are the container's, so what is read of them has an end.
    private const int MostBytes = 4 * 1024 * 1024;

    /// <exception cref="InvalidArgumentException">There is no such user or group.</exception>
    public static (uint Uid, uint Gid) Find(ContainerTree tree, string user)
    {
        if (user.Length == 0)
        {
            return (0, 0);
        }

        string[] parts = user.Split(':', 2);
        string[]? entry = Lines(tree, "/etc/passwd").FirstOrDefault(line => line.Length >= 4 && (line[0] == parts[0] || line[2] == parts[0]));
        uint? uid = Number(parts[0]) ?? Number(entry?[2]);
        uint? gid = parts.Length == 1 ? Number(entry?[3]) ?? 0
            : Number(parts[1]) ?? Number(Lines(tree, "/etc/group").FirstOrDefault(line => line.Length >= 3 && line[0] == parts[1])?[2]);
        return uid is { } u && gid is { } g ? (u, g) : throw new InvalidArgumentException($"unable to find user {user}: no matching entries in passwd file");
    }

    private static List<string[]> Lines(ContainerTree tree, string path)
    {
        using TreePlace place = tree.Find(Encoding.ASCII.GetBytes(path), followLast: true);
        if (place.Status is not { Type: FileStatus.S_IFREG } || place.File is not { } file)
        {
            return [];
        }

        using FileDescriptor readable = Syscall.OpenAt2(Syscall.AT_FDCWD, Encoding.ASCII.GetBytes($"/proc/self/fd/{file.Number}\0"), Syscall.O_RDONLY, 0, 0);
        byte[] content = new byte[Math.Min(place.Status.Value.Size, MostBytes)];
        int length = Syscall.Pread(readable.Number, content, 0);
        return Encoding.UTF8.GetString(content, 0, length).Split('\n').Select(line => line.Split(':')).ToList();
    }

    private static uint? Number(string? text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
}
