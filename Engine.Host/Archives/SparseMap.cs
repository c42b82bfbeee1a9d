using System.Buffers.Text;

namespace Engine.Host.Archives;

/// <summary>Checks and text forms of sparse maps.</summary>
internal static class SparseMap
{
    /// <summary>Checks that the stretches ascend, do not overlap, lie within the file and add up to what the archive holds.</summary>
    public static IReadOnlyList<SparseSegment> Validate(List<SparseSegment> segments, long realSize, long storedSize)
    {
        long end = 0, sum = 0;
        foreach (var segment in segments)
        {
            if (segment.Offset < end || segment.Length < 0 || segment.Length > realSize - segment.Offset)
            {
                throw new ArchiveException("invalid tar header: the sparse map does not fit the file");
            }

            end = segment.End;
            sum += segment.Length;
        }

        return sum == storedSize && realSize >= 0 ? segments : throw new ArchiveException("invalid tar header: the sparse map does not add up to the content");
    }

    /// <summary>The map of GNU sparse 0.1: <c>offset,length,offset,length…</c>.</summary>
    public static List<SparseSegment> ParseList(ReadOnlySpan<byte> map, TarLimits limits)
    {
        var numbers = new List<long>();
        while (!map.IsEmpty)
        {
            if (!Utf8Parser.TryParse(map, out long number, out var used) || number < 0 || (used < map.Length && map[used] != ','))
            {
                throw new ArchiveException("invalid tar header: malformed sparse map");
            }

            numbers.Add(number);
            map = map[Math.Min(used + 1, map.Length)..];
        }

        return Pair(numbers, limits);
    }

    public static List<SparseSegment> Pair(List<long> numbers, TarLimits limits)
    {
        if (numbers.Count % 2 != 0 || numbers.Count / 2 > limits.SparseSegments)
        {
            throw new ArchiveException("invalid tar header: malformed sparse map");
        }

        var segments = new List<SparseSegment>(numbers.Count / 2);
        for (var i = 0; i < numbers.Count; i += 2)
        {
            segments.Add(new(numbers[i], numbers[i + 1]));
        }

        return segments;
    }
}
