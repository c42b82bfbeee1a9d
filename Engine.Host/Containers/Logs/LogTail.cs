using System.IO.Compression;

namespace Engine.Host.Containers.Logs;

/// <summary>Finds where the last lines of a log begin.</summary>
internal static class LogTail
{
    private const int BlockSize = 64 * 1024;

    /// <summary>Drops files that are not needed from the front of <paramref name="files"/>, and positions the first that is. Returns how many of its lines are still to be skipped.</summary>
    /// <param name="files">Oldest first; those not needed are disposed and removed.</param>
    /// <param name="lines">How many of the last lines are wanted.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<long> SeekAsync(List<FileStream> files, long lines, CancellationToken cancellationToken)
    {
        long wanted = lines;
        for (int i = files.Count - 1; i >= 0; i--)
        {
            (long found, long skip) = files[i].Name.EndsWith(".gz", StringComparison.Ordinal)
                ? await CountAsync(files[i], wanted, cancellationToken)
                : (SeekBack(files[i], wanted), 0);
            wanted -= found;
            if (wanted <= 0)
            {
                files[..i].ForEach(file => file.Dispose());
                files.RemoveRange(0, i);
                return skip;
            }
        }

        return 0;
    }

    // Sets the position to the beginning of the last lines; returns how many there are, at most the wanted ones.
    private static long SeekBack(FileStream file, long wanted)
    {
        byte[] block = new byte[BlockSize];
        long position = file.Length;
        long newlines = 0;
        while (position > 0)
        {
            int length = (int)Math.Min(BlockSize, position);
            position -= length;
            int read = RandomAccess.Read(file.SafeFileHandle, block.AsSpan(0, length), position);
            for (int i = read - 1; i >= 0; i--)
            {
                // The end of the last line before the wanted ones.
                if (block[i] == '\n' && ++newlines > wanted)
                {
                    file.Position = position + i + 1;
                    return wanted;
                }
            }
        }

        file.Position = 0;
        return newlines;
    }

    private static async Task<(long Found, long Skip)> CountAsync(FileStream file, long wanted, CancellationToken cancellationToken)
    {
        long lines = 0;
        byte[] block = new byte[BlockSize];
        await using (var plain = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true))
        {
            int read;
            while ((read = await plain.ReadAsync(block, cancellationToken)) > 0)
            {
                lines += block.AsSpan(0, read).Count((byte)'\n');
            }
        }

        file.Position = 0;
        return (Math.Min(lines, wanted), Math.Max(0, lines - wanted));
    }
}
