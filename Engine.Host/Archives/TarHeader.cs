namespace Engine.Host.Archives;

/// <summary>
/// A view of one 512-byte header block: where the fields of the v7, ustar (POSIX.1-1988), GNU and star formats lie and how they
/// are encoded. It interprets nothing beyond that.
/// </summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int BlockSize = 512;

    private readonly ReadOnlySpan<byte> block = block;

    public ReadOnlySpan<byte> Name => Text(0, 100);

    public byte Type => block[156];

    public ReadOnlySpan<byte> LinkName => Text(157, 100);

    public bool IsGnu => block[257..265].SequenceEqual("ustar  \0"u8);

    public bool IsUstar => block[257..263].SequenceEqual("ustar\0"u8);

    /// <summary>Joerg Schilling's star keeps times where ustar has the end of its prefix.</summary>
    private bool IsStar => IsUstar && block[508..512].SequenceEqual("tar\0"u8);

    private bool HasOwnerNames => IsGnu || IsUstar;

    public ReadOnlySpan<byte> Prefix => IsStar ? Text(345, 131) : IsUstar ? Text(345, 155) : default;

    public ReadOnlySpan<byte> UserName => HasOwnerNames ? Text(265, 32) : default;

    public ReadOnlySpan<byte> GroupName => HasOwnerNames ? Text(297, 32) : default;

    public long Mode => Number(100, 8);

    public long Uid => Number(108, 8);

    public long Gid => Number(116, 8);

    public long Size => Number(124, 12);

    public long Modified => Number(136, 12);

    public long DeviceMajor => HasOwnerNames ? Number(329, 8) : 0;

    public long DeviceMinor => HasOwnerNames ? Number(337, 8) : 0;

    /// <summary>Access time of GNU's incremental format, 0 if there is none.</summary>
    public long GnuAccessed => IsGnu ? Number(345, 12) : 0;

    public bool IsZero => !block.ContainsAnyExcept((byte)0);

    /// <summary>The block's numbered field of an old GNU sparse map: four of them in the header at 386, 21 in an extension block at 0.</summary>
    public SparseSegment? Segment(int start, int index)
    {
        var at = start + (index * 24);
        return block[at] == 0 && block[at + 12] == 0 ? null : new(Number(at, 12), Number(at + 12, 12));
    }

    public long GnuRealSize => Number(483, 12);

    public bool GnuSparseContinues => block[482] != 0;

    public bool GnuExtensionContinues => block[504] != 0;

    /// <summary>The sum over the header with the checksum field as blanks. Some old programs summed signed bytes.</summary>
    public bool HasValidChecksum
    {
        get
        {
            long unsigned = 8 * ' ', signed = unsigned;
            for (var i = 0; i < BlockSize; i++)
            {
                if (i is < 148 or >= 156)
                {
                    unsigned += block[i];
                    signed += (sbyte)block[i];
                }
            }

            return TryNumber(block[148..156], out var sum) && (sum == unsigned || sum == signed);
        }
    }

    private ReadOnlySpan<byte> Text(int start, int length)
    {
        var field = block.Slice(start, length);
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    private long Number(int start, int length) =>
        TryNumber(block.Slice(start, length), out var value)
            ? value
            : throw new ArchiveException("invalid tar header: a numeric field is not a number the engine can hold");

    private static bool TryNumber(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;

        // GNU base-256: the top bit marks it, the next is the sign of a big-endian two's complement number.
        if ((field[0] & 0x80) != 0)
        {
            value = (field[0] & 0x40) != 0 ? -1 : 0;
            for (var i = 0; i < field.Length; i++)
            {
                var next = i == 0 ? (byte)((field[0] & 0x7f) | (value < 0 ? 0x80 : 0)) : field[i];
                var shifted = (value << 8) | next;
                if (shifted >> 8 != value)
                {
                    return false;
                }

                value = shifted;
            }

            return true;
        }

        var digits = field.Trim(" \0"u8);
        foreach (var c in digits)
        {
            if (c is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            value = (value << 3) | (uint)(c - '0');
        }

        return true;
    }
}
