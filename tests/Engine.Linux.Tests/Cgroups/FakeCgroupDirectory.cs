using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

internal sealed class FakeCgroupDirectory(FakeCgroupFileSystem fileSystem, string path) : CgroupDirectory
{
    internal override string Path => path;

    internal override int Number => -1;

    internal override Errno TryWrite(string file, string value)
    {
        string full = $"{path}/{file}";
        if (!fileSystem.Files.ContainsKey(full))
        {
            return Errno.ENOENT;
        }

        if (fileSystem.Refused.TryGetValue(full, out Errno errno) || fileSystem.Refused.TryGetValue($"{full}={value}", out errno))
        {
            return errno;
        }

        fileSystem.Writes.Add($"{full}={value}");
        int count = fileSystem.Writes.Count(write => write.StartsWith(full + "=", StringComparison.Ordinal));
        fileSystem.Files[full] = fileSystem.AfterWrite.TryGetValue(full, out Func<string, int, string>? after) ? after(value, count) : value;
        return Errno.OK;
    }

    internal override Errno TryRead(string file, out string content) =>
        fileSystem.Files.TryGetValue($"{path}/{file}", out content!) ? Errno.OK : Errno.ENOENT;

    internal override Errno TryMakeDirectory(string relativePath)
    {
        string full = $"{path}/{relativePath}";
        if (!fileSystem.Directories.Contains(System.IO.Path.GetDirectoryName(full)!))
        {
            return Errno.ENOENT;
        }

        if (!fileSystem.Directories.Add(full))
        {
            return Errno.EEXIST;
        }

        fileSystem.Populate(full);
        return Errno.OK;
    }

    internal override CgroupDirectory? OpenDirectory(string relativePath) =>
        fileSystem.Directories.Contains($"{path}/{relativePath}") ? new FakeCgroupDirectory(fileSystem, $"{path}/{relativePath}") : null;

    internal override Errno TryRemoveDirectory(string relativePath)
    {
        string full = $"{path}/{relativePath}";
        if (!fileSystem.Directories.Contains(full))
        {
            return Errno.ENOENT;
        }

        if (fileSystem.Directories.Any(other => other.StartsWith(full + "/", StringComparison.Ordinal)))
        {
            return Errno.EBUSY;
        }

        if (fileSystem.Busy.TryGetValue(full, out int times) && times > 0)
        {
            fileSystem.Busy[full] = times - 1;
            return Errno.EBUSY;
        }

        fileSystem.Directories.Remove(full);
        fileSystem.Removed.Add(full);
        return Errno.OK;
    }

    internal override List<string> Children() =>
        [.. fileSystem.Directories.Where(other => System.IO.Path.GetDirectoryName(other) == path).Select(other => System.IO.Path.GetFileName(other))];

    internal override FileDescriptor OpenFile(string file, bool forWriting) =>
        throw new NotSupportedException("a fake control file has no descriptor");

    public override void Dispose()
    {
    }
}
