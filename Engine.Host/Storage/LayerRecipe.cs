using Engine.Linux;
using Engine.Linux.Syscalls;
using ZstdSharp;

namespace Engine.Host.Storage;

/// <summary>
/// How to make a layer's archive again, byte by byte, from its unpacked tree: everything of the archive that is not the content of a file, in
/// order, and between that which file's content comes. It spares storing a layer twice that came uncompressed (the idea is tar-split's).
/// </summary>
/// <remarks>
/// A zstd stream of records. A number n (7 bits a byte, lowest first, as protobuf has it) begins each: an even one is followed by n/2 bytes of
/// the archive; an odd one says that n/2 bytes come from a file, whose path follows after its length.
/// </remarks>
internal sealed class LayerRecipe(string layerPath)
{
    private const int ChunkSize = 128 * 1024;

    /// <summary>The longest path a record may have; the kernel takes no longer one (PATH_MAX).</summary>
    private const int LongestPath = 8192;

    /// <summary>Where a layer's recipe is: beside its tree.</summary>
    public static string PathOf(string layerPath) => layerPath + "/recipe";

    /// <summary>Writes the archive.</summary>
    /// <exception cref="InvalidDataException">The recipe or the tree is not what it was; what was written so far is not the archive.</exception>
    public async Task WriteArchiveAsync(Stream destination, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkSize];
        try
        {
            using var tree = Syscall.OpenAt2(
                Syscall.AT_FDCWD, System.Text.Encoding.UTF8.GetBytes(layerPath + "/diff\0"), Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);
            await using var records = new DecompressionStream(File.OpenRead(PathOf(layerPath)), leaveOpen: false);
            while (ReadNumber(records) is { } number)
            {
                if ((number & 1) == 0)
                {
                    await CopyAsync(records, destination, number >> 1, buffer, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    using var file = OpenFile(tree, records, buffer, number >> 1);
                    await CopyFileAsync(file.Number, destination, number >> 1, buffer, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is LinuxException or ZstdException or EndOfStreamException)
        {
            throw new InvalidDataException($"the layer cannot be read back: {e.Message}", e);
        }
    }

    /// <summary>The length of the archive in bytes, by the recipe alone.</summary>
    /// <exception cref="InvalidDataException">The recipe is damaged.</exception>
    public long ArchiveLength()
    {
        try
        {
            long length = 0;
            var buffer = new byte[ChunkSize];
            using var records = new DecompressionStream(File.OpenRead(PathOf(layerPath)), leaveOpen: false);
            while (ReadNumber(records) is { } number)
            {
                length += number >> 1;
                for (var skip = (number & 1) == 0 ? number >> 1 : ReadNumber(records) ?? 0; skip > 0;)
                {
                    var n = (int)Math.Min(buffer.Length, skip);
                    records.ReadExactly(buffer, 0, n);
                    skip -= n;
                }
            }

            return length;
        }
        catch (Exception e) when (e is IOException or ZstdException)
        {
            throw new InvalidDataException($"the layer's recipe cannot be read: {e.Message}", e);
        }
    }

    private static FileDescriptor OpenFile(FileDescriptor tree, Stream records, byte[] buffer, long size)
    {
        // The path is kept with its NUL, as the kernel wants it.
        var length = ReadNumber(records) is { } n and > 1 and <= LongestPath ? (int)n : throw new InvalidDataException("the recipe has a path of impossible length");
        records.ReadExactly(buffer, 0, length);
        var file = Syscall.OpenAt2(tree.Number, buffer.AsSpan(0, length), Syscall.O_RDONLY | Syscall.O_NOFOLLOW, 0, LayerUnpacker.InLayer);
        var actual = Syscall.Status(file.Number, "\0"u8)?.Size;
        if (actual != size)
        {
            file.Dispose();
            throw new InvalidDataException($"a file of the layer has {actual} bytes instead of {size}");
        }

        return file;
    }

    private static async Task CopyFileAsync(int file, Stream destination, long size, byte[] buffer, CancellationToken cancellationToken)
    {
        for (long done = 0; done < size;)
        {
            var n = Syscall.Pread(file, buffer.AsSpan(0, (int)Math.Min(ChunkSize, size - done)), done);
            if (n == 0)
            {
                throw new InvalidDataException("a file of the layer was cut short");
            }

            await destination.WriteAsync(buffer.AsMemory(0, n), cancellationToken).ConfigureAwait(false);
            done += n;
        }
    }

    private static async Task CopyAsync(Stream source, Stream destination, long count, byte[] buffer, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            var n = (int)Math.Min(ChunkSize, count);
            source.ReadExactly(buffer, 0, n);
            await destination.WriteAsync(buffer.AsMemory(0, n), cancellationToken).ConfigureAwait(false);
            count -= n;
        }
    }

    private static long? ReadNumber(Stream source)
    {
        long number = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = source.ReadByte();
            if (next < 0)
            {
                return shift == 0 ? null : throw new EndOfStreamException("the recipe ends in the middle of a record");
            }

            number |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException("the recipe has a number of impossible length");
    }
}
