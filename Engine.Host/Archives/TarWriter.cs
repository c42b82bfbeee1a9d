using System.Buffers;
using System.Text;
using Engine.Linux.Syscalls;

namespace Engine.Host.Archives;

/// <summary>
/// Writes a tar archive: plain ustar headers, and a PAX header only before an entry that ustar cannot tell (long names, large numbers,
/// fractions of a second, extended attributes). The same entries always give the same bytes.
/// </summary>
internal sealed class TarWriter(Stream archive)
{
    private const long LargestOctal11 = (1L << 33) - 1;
    private const long LargestOctal7 = (1L << 21) - 1;

    private readonly byte[] block = new byte[TarHeader.BlockSize];
    private long contentLeft;
    private int padding;

    /// <summary>Starts an entry. Its content (<see cref="TarEntry.StoredSize"/> bytes of a regular file) follows.</summary>
    public async ValueTask StartAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        await FinishEntryAsync(cancellationToken).ConfigureAwait(false);
        if (entry.Sparse is not null)
        {
            throw new ArgumentException("Sparse entries are written with their holes.", nameof(entry));
        }

        var records = PaxRecordsOf(entry);
        if (records.Length > 0)
        {
            WriteHeader((byte)'x', "PaxHeader"u8, default, records.Length, entry with { Mode = 0x1A4, Uid = 0, Gid = 0, Modified = default });
            await archive.WriteAsync(block, cancellationToken).ConfigureAwait(false);
            await archive.WriteAsync(records, cancellationToken).ConfigureAwait(false);
            await PadAsync(-records.Length & (TarHeader.BlockSize - 1), cancellationToken).ConfigureAwait(false);
        }

        var size = entry.Type == TarEntryType.Regular ? entry.StoredSize : 0;
        WriteHeader((byte)entry.Type, entry.Name, entry.LinkName, size, entry);
        await archive.WriteAsync(block, cancellationToken).ConfigureAwait(false);
        contentLeft = size;
        padding = (int)(-size & (TarHeader.BlockSize - 1));
    }

    /// <summary>Writes content of the entry.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (content.Length > contentLeft)
        {
            throw new InvalidOperationException("The content is longer than the entry said.");
        }

        await archive.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        contentLeft -= content.Length;
    }

    /// <summary>The content of the entry as a stream, for those who write to one.</summary>
    public Stream Content() => new TarContentStream(this);

    /// <summary>Writes an entry whose content is <paramref name="content"/>, read to its end.</summary>
    public async ValueTask WriteAsync(TarEntry entry, Stream content, CancellationToken cancellationToken)
    {
        await StartAsync(entry, cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            for (int n; (n = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await WriteAsync(buffer.AsMemory(0, n), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Ends the archive with its two blocks of zeroes.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await FinishEntryAsync(cancellationToken).ConfigureAwait(false);
        await archive.WriteAsync(new byte[2 * TarHeader.BlockSize], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask FinishEntryAsync(CancellationToken cancellationToken)
    {
        if (contentLeft != 0)
        {
            throw new InvalidOperationException("The content is shorter than the entry said.");
        }

        await PadAsync(padding, cancellationToken).ConfigureAwait(false);
        padding = 0;
    }

    private async ValueTask PadAsync(int zeroes, CancellationToken cancellationToken)
    {
        if (zeroes > 0)
        {
            block.AsSpan().Clear();
            await archive.WriteAsync(block.AsMemory(0, zeroes), cancellationToken).ConfigureAwait(false);
        }
    }

    private static byte[] PaxRecordsOf(TarEntry entry)
    {
        using var records = new MemoryStream();
        AddNumber("uid", entry.Uid, LargestOctal7);
        AddNumber("gid", entry.Gid, LargestOctal7);
        AddNumber("size", entry.StoredSize, LargestOctal11);
        if (entry.Modified.Nanoseconds != 0 || entry.Modified.Seconds is < 0 or > LargestOctal11)
        {
            Add("mtime"u8, Encoding.ASCII.GetBytes(Seconds(entry.Modified)));
        }

        if (entry.Accessed is { } accessed)
        {
            Add("atime"u8, Encoding.ASCII.GetBytes(Seconds(accessed)));
        }

        if (entry.Name.Length > 100 && SplitOf(entry.Name) < 0)
        {
            Add("path"u8, entry.Name);
        }

        if (entry.LinkName.Length > 100)
        {
            Add("linkpath"u8, entry.LinkName);
        }

        foreach (var attribute in entry.ExtendedAttributes)
        {
            Add([.. "SCHILY.xattr."u8, .. attribute.Name], attribute.Value);
        }

        return records.ToArray();

        void AddNumber(string key, long value, long largest)
        {
            if (value > largest)
            {
                Add(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(value.ToString()));
            }
        }

        // The length in front counts its own digits.
        void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            var rest = key.Length + value.Length + 3;
            var length = rest + 1;
            while (length != rest + length.ToString().Length)
            {
                length = rest + length.ToString().Length;
            }

            records.Write(Encoding.ASCII.GetBytes($"{length} "));
            records.Write(key);
            records.WriteByte((byte)'=');
            records.Write(value);
            records.WriteByte((byte)'\n');
        }
    }

    private static string Seconds(Timespec time)
    {
        if (time.Nanoseconds == 0)
        {
            return time.Seconds.ToString();
        }

        var (whole, fraction) = time.Seconds < 0 ? (-(time.Seconds + 1), 1_000_000_000 - time.Nanoseconds) : (time.Seconds, time.Nanoseconds);
        return $"{(time.Seconds < 0 ? "-" : "")}{whole}.{fraction:d9}".TrimEnd('0');
    }

    /// <summary>Where a name splits into prefix and rest so that both fit their fields, or -1.</summary>
    private static int SplitOf(ReadOnlySpan<byte> name)
    {
        var slash = name.Length > 256 ? -1 : name[..Math.Min(name.Length - 1, 156)].LastIndexOf((byte)'/');
        return slash > 0 && name.Length - slash - 1 <= 100 ? slash : -1;
    }

    private void WriteHeader(byte type, ReadOnlySpan<byte> name, ReadOnlySpan<byte> linkName, long size, TarEntry entry)
    {
        var header = block.AsSpan();
        header.Clear();
        var split = name.Length > 100 ? SplitOf(name) : -1;
        if (split > 0)
        {
            name[..split].CopyTo(header[345..]);
            name = name[(split + 1)..];
        }

        name[..Math.Min(name.Length, 100)].CopyTo(header);
        Octal(header[100..108], entry.Mode);
        Octal(header[108..116], entry.Uid);
        Octal(header[116..124], entry.Gid);
        Octal(header[124..136], size);
        Octal(header[136..148], Math.Max(entry.Modified.Seconds, 0));
        header[156] = type;
        linkName[..Math.Min(linkName.Length, 100)].CopyTo(header[157..]);
        "ustar\0"u8.CopyTo(header[257..]);
        "00"u8.CopyTo(header[263..]);
        Owner(entry.UserName, header[265..297]);
        Owner(entry.GroupName, header[297..329]);
        if (type is (byte)'3' or (byte)'4')
        {
            Octal(header[329..337], entry.DeviceMajor);
            Octal(header[337..345], entry.DeviceMinor);
        }

        header[148..156].Fill((byte)' ');
        var sum = 0;
        foreach (var b in header)
        {
            sum += b;
        }

        Octal(header[148..155], sum);
    }

    private static void Owner(byte[] name, Span<byte> field) => name.AsSpan(0, Math.Min(name.Length, field.Length - 1)).CopyTo(field);

    /// <summary>Digits and a NUL; a number that does not fit stands in the PAX header, and here as zero.</summary>
    private static void Octal(Span<byte> field, long value)
    {
        field[^1] = 0;
        if (value >> (3 * (field.Length - 1)) != 0)
        {
            value = 0;
        }

        for (var i = field.Length - 2; i >= 0; i--, value >>= 3)
        {
            field[i] = (byte)('0' + (value & 7));
        }
    }
}
