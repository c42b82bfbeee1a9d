namespace Engine.Host.Archives;

/// <summary>
/// Reads a tar archive from a stream, forward only and byte-exact: v7, ustar, PAX, GNU (long names, base-256 numbers, sparse files in
/// all four forms) and star. Memory is bounded by <see cref="TarLimits"/>. It trusts nothing and judges no path: that is for whoever unpacks.
/// </summary>
/// <param name="archive">The archive.</param>
/// <param name="limits">How much of it is held in memory.</param>
/// <param name="outsideContent">Gets, in order, all bytes that <see cref="ReadAsync"/> does not hand out: headers, padding, what is passed over. Or null.</param>
internal sealed partial class TarReader(Stream archive, TarLimits? limits = null, Action<ReadOnlySpan<byte>>? outsideContent = null)
{
    private readonly TarLimits limits = limits ?? new();
    private readonly byte[] buffer = new byte[128 * 1024];
    private int position;
    private int filled;
    private long contentLeft;
    private int padding;
    private bool ended;

    /// <summary>Bytes of the archive consumed so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>What was read ahead and not consumed: after the last entry, what stands behind the archive's end.</summary>
    public ReadOnlySpan<byte> Unread => buffer.AsSpan(position, filled - position);

    /// <summary>The next entry, or null at the end of the archive. Content of the entry before that was not read is skipped.</summary>
    /// <exception cref="ArchiveException">The archive is damaged or cut short.</exception>
    public async ValueTask<TarEntry?> NextAsync(CancellationToken cancellationToken)
    {
        await SkipAsync(contentLeft + padding, cancellationToken).ConfigureAwait(false);
        contentLeft = padding = 0;
        PaxRecords? pax = null;
        byte[]? longName = null, longLink = null;
        while (!ended)
        {
            if (!await FillAsync(TarHeader.BlockSize, cancellationToken).ConfigureAwait(false) || await AtEndAsync(cancellationToken).ConfigureAwait(false))
            {
                ended = true;
                break;
            }

            var type = CheckHeader(out var size);
            switch (type)
            {
                case (byte)'x':
                    pax = PaxRecords.Parse(await ExtendedHeaderAsync(size, cancellationToken).ConfigureAwait(false), limits);
                    break;
                case (byte)'g': // Defaults for all that follows; no layer relies on them, and docker passes over them too.
                    await ExtendedHeaderAsync(size, cancellationToken).ConfigureAwait(false);
                    break;
                case (byte)'L':
                    longName = UntilNul(await ExtendedHeaderAsync(size, cancellationToken).ConfigureAwait(false));
                    break;
                case (byte)'K':
                    longLink = UntilNul(await ExtendedHeaderAsync(size, cancellationToken).ConfigureAwait(false));
                    break;
                case (byte)'V': // A volume's label.
                    Consume(TarHeader.BlockSize);
                    await SkipAsync(Padded(size), cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    return await EntryAsync(pax, longName, longLink, cancellationToken).ConfigureAwait(false);
            }
        }

        return pax is null && longName is null && longLink is null
            ? null
            : throw new ArchiveException("unexpected end of the archive: an extended header belongs to no entry");
    }

    /// <summary>Reads content of the present entry as it is in the archive: of a sparse file one stretch after the other. 0 at its end.</summary>
    /// <exception cref="ArchiveException">The archive is cut short.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(destination.Length, contentLeft);
        if (wanted == 0)
        {
            return 0;
        }

        int n;
        if (position < filled)
        {
            n = Math.Min(wanted, filled - position);
            buffer.AsSpan(position, n).CopyTo(destination.Span);
            Take(n);
        }
        else
        {
            n = await ReadSourceAsync(destination[..wanted], cancellationToken).ConfigureAwait(false);
            BytesRead += n;
            if (n == 0)
            {
                throw Truncated();
            }
        }

        contentLeft -= n;
        return n;
    }

    private static long Padded(long size) => (size + TarHeader.BlockSize - 1) & ~(TarHeader.BlockSize - 1L);

    private static ArchiveException Truncated() => new("unexpected end of the archive");

    private static byte[] UntilNul(byte[] data)
    {
        var end = data.AsSpan().IndexOf((byte)0);
        return end < 0 ? data : data[..end];
    }

    /// <summary>A block of zeroes ends the archive; two are written, but some programs write one, or none at all.</summary>
    private async ValueTask<bool> AtEndAsync(CancellationToken cancellationToken)
    {
        if (!new TarHeader(Block).IsZero)
        {
            return false;
        }

        Consume(TarHeader.BlockSize);
        if (await FillAsync(TarHeader.BlockSize, cancellationToken).ConfigureAwait(false) && !new TarHeader(Block).IsZero)
        {
            throw new ArchiveException("invalid tar header: an entry follows a block of zeroes");
        }

        return true;
    }

    private byte CheckHeader(out long size)
    {
        var header = new TarHeader(Block);
        if (!header.HasValidChecksum)
        {
            throw new ArchiveException("invalid tar header: the checksum is wrong");
        }

        size = header.Size;
        return size >= 0 ? header.Type : throw new ArchiveException("invalid tar header: negative size");
    }

    private async ValueTask<byte[]> ExtendedHeaderAsync(long size, CancellationToken cancellationToken)
    {
        if (size > limits.ExtendedHeaderBytes)
        {
            throw new ArchiveException($"invalid tar header: an extended header of {size} bytes is larger than the limit of {limits.ExtendedHeaderBytes}");
        }

        Consume(TarHeader.BlockSize);
        var data = new byte[size];
        for (var done = 0; done < size;)
        {
            if (!await FillAsync(1, cancellationToken).ConfigureAwait(false))
            {
                throw Truncated();
            }

            var n = Math.Min(data.Length - done, filled - position);
            buffer.AsSpan(position, n).CopyTo(data.AsSpan(done));
            Consume(n);
            done += n;
        }

        await SkipAsync(Padded(size) - size, cancellationToken).ConfigureAwait(false);
        return data;
    }

    private ReadOnlySpan<byte> Block => buffer.AsSpan(position, TarHeader.BlockSize);

    private void Consume(int count)
    {
        outsideContent?.Invoke(buffer.AsSpan(position, count));
        Take(count);
    }

    private void Take(int count)
    {
        position += count;
        BytesRead += count;
    }

    /// <summary>Has at least <paramref name="count"/> bytes at hand; false at the end of the stream before the first of them.</summary>
    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        if (filled - position >= count)
        {
            return true;
        }

        buffer.AsSpan(position, filled - position).CopyTo(buffer);
        filled -= position;
        position = 0;
        while (filled < count)
        {
            var n = await ReadSourceAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (n == 0)
            {
                return filled == 0 ? false : throw Truncated();
            }

            filled += n;
        }

        return true;
    }

    private async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (!await FillAsync(1, cancellationToken).ConfigureAwait(false))
            {
                throw Truncated();
            }

            var n = (int)Math.Min(count, filled - position);
            Consume(n);
            count -= n;
        }
    }

    private async ValueTask<int> ReadSourceAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadAsync(destination, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            throw new ArchiveException($"the compressed archive is damaged: {e.Message}", e);
        }
    }
}
