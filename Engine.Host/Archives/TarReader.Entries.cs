using Engine.Linux.Syscalls;

namespace Engine.Host.Archives;

/// <content>From a header, and the extended headers before it, to an entry.</content>
internal sealed partial class TarReader
{
    private async ValueTask<TarEntry> EntryAsync(PaxRecords? pax, byte[]? longName, byte[]? longLink, CancellationToken cancellationToken)
    {
        var entry = ParseEntry(pax, longName, longLink, out var type, out var gnuSegments, out var gnuContinues);
        Consume(TarHeader.BlockSize);
        while (gnuContinues)
        {
            if (!await FillAsync(TarHeader.BlockSize, cancellationToken).ConfigureAwait(false))
            {
                throw Truncated();
            }

            gnuContinues = AddSegments(gnuSegments!);
            Consume(TarHeader.BlockSize);
        }

        var segments = gnuSegments ?? SegmentsOf(pax);
        contentLeft = entry.StoredSize;
        padding = (int)(Padded(contentLeft) - contentLeft);
        if (pax?.Number("GNU.sparse.major") == 1)
        {
            segments = await LeadingMapAsync(cancellationToken).ConfigureAwait(false);
        }

        if (segments is null)
        {
            return entry;
        }

        var realSize = type == 'S' ? entry.Size : pax!.Number("GNU.sparse.realsize") ?? pax.Number("GNU.sparse.size") ?? entry.Size;
        return entry with
        {
            Size = realSize,
            StoredSize = contentLeft,
            Sparse = SparseMap.Validate(segments, realSize, contentLeft),
        };
    }

    private TarEntry ParseEntry(
        PaxRecords? pax, byte[]? longName, byte[]? longLink, out byte type, out List<SparseSegment>? gnuSegments, out bool gnuContinues)
    {
        var header = new TarHeader(Block);
        type = header.Type;
        var name = longName ?? pax?.Name("GNU.sparse.name") ?? pax?.Name("path") ?? JoinPrefix(header);
        var kind = KindOf(type, name);
        var stored = kind == TarEntryType.Regular ? pax?.Number("size") ?? header.Size : 0;
        if (name.Length == 0 || stored < 0)
        {
            throw new ArchiveException("invalid tar header: an entry without name, or of negative size");
        }

        (gnuSegments, gnuContinues) = (null, false);
        if (type == 'S')
        {
            gnuSegments = [];
            AddSegments(header, 386, 4, gnuSegments);
            gnuContinues = header.GnuSparseContinues;
        }

        return new TarEntry
        {
            Name = name,
            Type = kind,
            LinkName = longLink ?? pax?.Name("linkpath") ?? header.LinkName.ToArray(),
            Mode = (uint)header.Mode & 0xFFF,
            Uid = Id(pax?.Number("uid") ?? header.Uid, "user"),
            Gid = Id(pax?.Number("gid") ?? header.Gid, "group"),
            UserName = pax?.Name("uname") ?? header.UserName.ToArray(),
            GroupName = pax?.Name("gname") ?? header.GroupName.ToArray(),
            Size = type == 'S' ? header.GnuRealSize : stored,
            StoredSize = stored,
            Modified = pax?.Time("mtime") ?? new Timespec(header.Modified, 0),
            Accessed = pax?.Time("atime") ?? (header.GnuAccessed is var at and > 0 ? new Timespec(at, 0) : null),
            DeviceMajor = DeviceNumber(kind, header.DeviceMajor),
            DeviceMinor = DeviceNumber(kind, header.DeviceMinor),
            ExtendedAttributes = pax?.ExtendedAttributes ?? [],
        };
    }

    private static byte[] JoinPrefix(TarHeader header) =>
        header.Prefix.IsEmpty ? header.Name.ToArray() : [.. header.Prefix, (byte)'/', .. header.Name];

    private static TarEntryType KindOf(byte type, byte[] name) => type switch
    {
        // Before ustar a directory was a file whose name ends in a slash.
        0 or (byte)'0' => name is [.., (byte)'/'] ? TarEntryType.Directory : TarEntryType.Regular,
        (byte)'7' or (byte)'S' => TarEntryType.Regular,
        >= (byte)'1' and <= (byte)'6' => (TarEntryType)type,
        _ => throw new ArchiveException($"unsupported tar entry: type '{(char)type}' (0x{type:x2})"),
    };

    /// <summary>Identifiers are 32 bits wide and the last value means "none" to chown(2); anything else would be cut to some other owner.</summary>
    private static uint Id(long value, string what) =>
        value is >= 0 and < uint.MaxValue ? (uint)value : throw new ArchiveException($"invalid tar header: {what} ID {value} is out of range");

    private static uint DeviceNumber(TarEntryType kind, long value) =>
        kind is not (TarEntryType.CharacterDevice or TarEntryType.BlockDevice) ? 0
        : value is >= 0 and <= 0xFFFFF ? (uint)value
        : throw new ArchiveException($"invalid tar header: device number {value} is out of range");
}
