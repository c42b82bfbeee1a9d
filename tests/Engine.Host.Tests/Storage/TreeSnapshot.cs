using System.Security.Cryptography;
using System.Text;
using Engine.Linux.Syscalls;

namespace Engine.Host.Tests.Storage;

/// <summary>Everything a file system knows of a tree, one line a file, so that two trees can be compared: type, mode, owner, times, links, attributes, content.</summary>
internal static class TreeSnapshot
{
    /// <param name="root">The tree.</param>
    /// <param name="withTimes">Also modification times, to the nanosecond.</param>
    public static IReadOnlyList<string> Take(string root, bool withTimes = true)
    {
        var lines = new List<string>();
        var inodes = new Dictionary<ulong, string>();
        Walk(Encoding.UTF8.GetBytes(root + "\0"), "", lines, inodes, withTimes);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static void Walk(byte[] path, string shown, List<string> lines, Dictionary<ulong, string> inodes, bool withTimes)
    {
        var status = Syscall.Status(Syscall.AT_FDCWD, path)!.Value;
        var line = new StringBuilder($"/{shown} {Convert.ToString(status.Mode, 8)} {status.Uid}:{status.Gid}");
        if (withTimes)
        {
            line.Append($" {status.Modified.Seconds}.{status.Modified.Nanoseconds:d9}");
        }

        using var self = Syscall.OpenAt2(Syscall.AT_FDCWD, path, Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, 0);
        foreach (var name in Syscall.ListxattrOfPath(self.Number).Select(name => Encoding.UTF8.GetString(name)).Order(StringComparer.Ordinal))
        {
            line.Append($" {name}={Convert.ToHexStringLower(Syscall.GetxattrOfPath(self.Number, Encoding.UTF8.GetBytes(name + "\0"))!)}");
        }

        switch (status.Type)
        {
            case FileStatus.S_IFREG:
                line.Append($" {status.Size} {Hash(path)}");
                break;
            case FileStatus.S_IFLNK:
                line.Append(" -> ").Append(Encoding.Latin1.GetString(Syscall.ReadlinkAt(self.Number, "\0"u8)));
                break;
            case FileStatus.S_IFCHR or FileStatus.S_IFBLK:
                line.Append($" {status.DeviceMajor}:{status.DeviceMinor}");
                break;
        }

        if (status.Type != FileStatus.S_IFDIR && status.Links > 1)
        {
            // Which names are one file, whatever its inode number.
            if (!inodes.TryAdd(status.Inode, shown))
            {
                line.Append(" = another name");
            }

            line.Append($" links={status.Links}");
        }

        lines.Add(line.ToString());
        if (status.Type == FileStatus.S_IFDIR)
        {
            using var directory = Syscall.OpenAt2(Syscall.AT_FDCWD, path, Syscall.O_DIRECTORY, 0, 0);
            foreach (var name in Syscall.DirectoryNames(directory.Number).OrderBy(Convert.ToHexString, StringComparer.Ordinal))
            {
                Walk([.. path[..^1], (byte)'/', .. name], shown + (shown.Length == 0 ? "" : "/") + Encoding.Latin1.GetString(name[..^1]), lines, inodes, withTimes);
            }
        }
    }

    private static string Hash(byte[] path)
    {
        using var file = Syscall.OpenAt2(Syscall.AT_FDCWD, path, Syscall.O_RDONLY, 0, 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long offset = 0;
        for (int n; (n = Syscall.Pread(file.Number, buffer, offset)) > 0; offset += n)
        {
            hash.AppendData(buffer, 0, n);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
