namespace Engine.Host.Archives;

/// <content>The maps of sparse files.</content>
internal sealed partial class TarReader
{
    private readonly byte[] oneByte = new byte[1];

    private bool AddSegments(List<SparseSegment> segments)
    {
        var header = new TarHeader(Block);
        AddSegments(header, 0, 21, segments);
        return header.GnuExtensionContinues;
    }

    private void AddSegments(TarHeader header, int start, int count, List<SparseSegment> segments)
    {
        for (var i = 0; i < count && header.Segment(start, i) is { } segment; i++)
        {
            segments.Add(segment);
        }

        if (segments.Count > limits.SparseSegments)
        {
            throw new ArchiveException("invalid tar header: the sparse map is too long");
        }
    }

    private List<SparseSegment>? SegmentsOf(PaxRecords? pax) =>
        pax?.Bytes("GNU.sparse.map") is { } map ? SparseMap.ParseList(map, limits)
        : pax?.Bytes("GNU.sparse.size") is not null ? pax.Segments
        : null;

    /// <summary>The map of GNU sparse 1.0 stands before the content: a count, then offset and length in turn, a line each, padded to a block.</summary>
    private async ValueTask<List<SparseSegment>> LeadingMapAsync(CancellationToken cancellationToken)
    {
        var start = BytesRead;
        var count = await NumberLineAsync(cancellationToken).ConfigureAwait(false);
        if (count > limits.SparseSegments)
        {
            throw new ArchiveException("invalid tar header: the sparse map is too long");
        }

        var numbers = new List<long>();
        for (var i = 0; i < count * 2; i++)
        {
            numbers.Add(await NumberLineAsync(cancellationToken).ConfigureAwait(false));
        }

        var rest = Padded(BytesRead - start) - (BytesRead - start);
        if (rest > contentLeft)
        {
            throw new ArchiveException("invalid tar header: the sparse map is cut short");
        }

        await SkipAsync(rest, cancellationToken).ConfigureAwait(false);
        contentLeft -= rest;
        return SparseMap.Pair(numbers, limits);
    }

    private async ValueTask<long> NumberLineAsync(CancellationToken cancellationToken)
    {
        const int MostDigits = 18;
        long value = 0;
        for (var digits = 0; ; digits++)
        {
            if (await ReadAsync(oneByte, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new ArchiveException("invalid tar header: the sparse map is cut short");
            }

            outsideContent?.Invoke(oneByte);
            var c = oneByte[0];
            if (c == '\n' && digits > 0)
            {
                return value;
            }

            value = c is >= (byte)'0' and <= (byte)'9' && digits < MostDigits
                ? (value * 10) + (c - '0')
                : throw new ArchiveException("invalid tar header: malformed sparse map");
        }
    }
}
