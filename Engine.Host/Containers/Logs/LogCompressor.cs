using System.Globalization;
using System.IO.Compression;
using Engine.Host.Containers.Monitors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Logs;

/// <summary>Compresses rotated logs. The monitor alone renames logs; it is handed the finished copy.</summary>
internal static class LogCompressor
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Compresses what is rotated and not compressed, oldest last.</summary>
    public static async Task CompressAsync(MonitorConnection monitor, string logPath, int maxFiles)
    {
        for (int number = 1; number < maxFiles; number++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{logPath}.{number}");
            if (!File.Exists(path))
            {
                continue;
            }

            string copy = $"{logPath}.{Guid.NewGuid():N}.tmp";
            try
            {
                ulong inode = await CompressFileAsync(path, copy);
                await monitor.LogCompressedAsync(new LogCompressedRequest { Inode = inode, CompressedPath = copy }, CancellationToken.None);
            }
            finally
            {
                // Taken by the monitor, or of no use.
                File.Delete(copy);
            }
        }
    }

    // The file may be renamed while it is read; its inode tells the monitor which one it was.
    private static async Task<ulong> CompressFileAsync(string path, string copy)
    {
        await using FileStream source = File.OpenRead(path);
        ulong inode = FileIdentity.InodeOf(source);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mode };
        await using var target = new FileStream(copy, options);
        await using var gzip = new GZipStream(target, CompressionLevel.Fastest);
        await source.CopyToAsync(gzip);
        return inode;
    }
}
