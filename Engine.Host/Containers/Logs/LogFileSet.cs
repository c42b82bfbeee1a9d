using System.Globalization;
using System.IO.Compression;

namespace Engine.Host.Containers.Logs;

/// <summary>The files of one log: the current one, PATH.1 and so on, plain or compressed.</summary>
internal static class LogFileSet
{
    /// <summary>Opens all files, oldest first. Open files stay readable whatever the monitor renames or deletes meanwhile.</summary>
    public static List<FileStream> Open(string path)
    {
        // Newest first: a rotation in between makes a file appear again, which is noticed, but cannot hide one.
        var files = new List<FileStream>();
        var seen = new HashSet<ulong>();
        for (int number = 0; ; number++)
        {
            string name = number == 0 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}.{number}");
            FileStream? file = TryOpen(name) ?? (number == 0 ? null : TryOpen(name + ".gz"));
            if (file is null && number > 0)
            {
                break;
            }

            if (file is not null && seen.Add(FileIdentity.InodeOf(file)))
            {
                files.Add(file);
            }
            else
            {
                file?.Dispose();
            }
        }

        files.Reverse();
        return files;
    }

    /// <summary>Opens the files that came after the one with the inode; null if that one is no longer there to tell.</summary>
    public static List<FileStream>? OpenAfter(string path, ulong inode)
    {
        List<FileStream> files = Open(path);
        int index = files.FindIndex(file => FileIdentity.InodeOf(file) == inode);
        foreach (FileStream older in index < 0 ? files : files[..(index + 1)])
        {
            older.Dispose();
        }

        return index < 0 ? null : files[(index + 1)..];
    }

    /// <summary>The lines of a file as they were written.</summary>
    public static Stream Decode(FileStream file) =>
        file.Name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.None);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
