using System.Buffers.Text;
using System.Text;
using Engine.Linux.Syscalls;

namespace Engine.Host.Archives;

/// <summary>The records of a PAX extended header (pax(1)): <c>LENGTH KEY=VALUE\n</c>, keys and values as bytes.</summary>
internal sealed class PaxRecords
{
    private static readonly byte[] XattrPrefix = "SCHILY.xattr."u8.ToArray();

    private readonly Dictionary<string, byte[]> values = [];

    public List<ExtendedAttribute> ExtendedAttributes { get; } = [];

    /// <summary>GNU sparse 0.0 repeats a pair of keys once per stretch, so their order is the map.</summary>
    public List<SparseSegment> Segments { get; } = [];

    public static PaxRecords Parse(ReadOnlySpan<byte> data, TarLimits limits)
    {
        var records = new PaxRecords();
        long? pendingOffset = null;
        while (!data.IsEmpty)
        {
            if (!Utf8Parser.TryParse(data, out int length, out var digits) || digits == 0 || length <= digits + 2
                || length > data.Length || data[digits] != ' ' || data[length - 1] != '\n')
            {
                throw new ArchiveException("invalid tar header: malformed PAX record");
            }

            var record = data[(digits + 1)..(length - 1)];
            data = data[length..];
            var equals = record.IndexOf((byte)'=');
            if (equals <= 0)
            {
                throw new ArchiveException("invalid tar header: PAX record without a key");
            }

            records.Add(record[..equals], record[(equals + 1)..], ref pendingOffset, limits);
        }

        return records;
    }

    /// <summary>The value of a key, or null if the header lacks it or has it empty, which means "as in the plain header".</summary>
    public byte[]? Bytes(string key) => values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    /// <summary>A value that becomes a C string.</summary>
    public byte[]? Name(string key)
    {
        var value = Bytes(key);
        return value is not null && value.Contains((byte)0)
            ? throw new ArchiveException($"invalid tar header: PAX {key} contains a NUL byte")
            : value;
    }

    public long? Number(string key) =>
        Bytes(key) is not { } value
            ? null
            : Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length
                ? number
                : throw new ArchiveException($"invalid tar header: PAX {key} is not a number");

    /// <summary>A time in decimal seconds, possibly negative and with a fraction, which then counts away from zero.</summary>
    public Timespec? Time(string key)
    {
        if (Bytes(key) is not { } value)
        {
            return null;
        }

        var negative = value[0] == '-';
        var digits = value.AsSpan(negative ? 1 : 0);
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        if (whole.IsEmpty || !Utf8Parser.TryParse(whole, out long seconds, out var used) || used != whole.Length || seconds < 0)
        {
            throw new ArchiveException($"invalid tar header: PAX {key} is not a time");
        }

        long nanoseconds = 0;
        if (point >= 0)
        {
            var fraction = digits[(point + 1)..];
            for (var i = 0; i < fraction.Length; i++)
            {
                if (fraction[i] is < (byte)'0' or > (byte)'9')
                {
                    throw new ArchiveException($"invalid tar header: PAX {key} is not a time");
                }

                nanoseconds += i < 9 ? (fraction[i] - '0') * (long)Math.Pow(10, 8 - i) : 0;
            }
        }

        return !negative ? new(seconds, nanoseconds)
            : nanoseconds == 0 ? new(-seconds, 0)
            : new(-seconds - 1, 1_000_000_000 - nanoseconds);
    }

    private void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ref long? pendingOffset, TarLimits limits)
    {
        if (key.StartsWith(XattrPrefix) && key.Length > XattrPrefix.Length)
        {
            var name = key[XattrPrefix.Length..];
            if (name.Contains((byte)0))
            {
                throw new ArchiveException("invalid tar header: the name of an extended attribute contains a NUL byte");
            }

            ExtendedAttributes.Add(new(name.ToArray(), value.ToArray()));
        }
        else if (key.SequenceEqual("GNU.sparse.offset"u8))
        {
            pendingOffset = SparseNumber(value);
        }
        else if (key.SequenceEqual("GNU.sparse.numbytes"u8))
        {
            Segments.Add(new(pendingOffset ?? throw new ArchiveException("invalid tar header: sparse length without offset"), SparseNumber(value)));
            pendingOffset = null;
            if (Segments.Count > limits.SparseSegments)
            {
                throw new ArchiveException("invalid tar header: the sparse map is too long");
            }
        }
        else
        {
            values[Encoding.UTF8.GetString(key)] = value.ToArray();
        }
    }

    private static long SparseNumber(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length && number >= 0
            ? number
            : throw new ArchiveException("invalid tar header: malformed sparse map");
}
