using System.Text;

namespace Engine.Host.Tests.Archives;

/// <summary>
/// Builds archives block by block, independent of the engine's own writer, so that tests can say anything a hostile or an old program
/// could. Text becomes bytes by Latin-1: <c>\xNN</c> is that byte.
/// </summary>
internal sealed class RawTar
{
    private readonly List<byte> archive = [];

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public RawTar File(string name, string content = "", uint mode = 0x1A4, string? uid = null, string? size = null, string? mtime = null) =>
        Header('0', name, "", size ?? Octal(content.Length, 11), mode, uid, mtime: mtime).Raw(Padded(Bytes(content)));

    public RawTar Directory(string name, uint mode = 0x1ED, string? mtime = null) => Header('5', name, mode: mode, mtime: mtime);

    public RawTar Symlink(string name, string target) => Header('2', name, target, mode: 0x1FF);

    public RawTar Hardlink(string name, string target, uint mode = 0x1A4) => Header('1', name, target, mode: mode);

    /// <summary>A PAX header of records given as <c>key=value</c>; belongs to the entry that follows.</summary>
    public RawTar Pax(params string[] records) => PaxBytes([.. records.SelectMany(record => Bytes(Record(record)))]);

    public RawTar PaxBytes(byte[] records) => Header('x', "PaxHeaders/x", "", Octal(records.Length, 11)).Raw(Padded(records));

    public RawTar LongName(char type, string name) =>
        Header(type, "././@LongLink", "", Octal(name.Length + 1, 11)).Raw(Padded(Bytes(name + "\0")));

    public RawTar Header(
        char type, string name, string link = "", string? size = null, uint mode = 0x1A4, string? uid = null, string? gid = null,
        string? mtime = null, string? major = null, string? minor = null, Action<byte[]>? edit = null)
    {
        var block = new byte[512];
        Put(block, 0, name, 100);
        Put(block, 100, Octal(mode, 7), 8);
        Put(block, 108, uid ?? Octal(0, 7), 8);
        Put(block, 116, gid ?? Octal(0, 7), 8);
        Put(block, 124, size ?? Octal(0, 11), 12);
        Put(block, 136, mtime ?? Octal(1_700_000_000, 11), 12);
        block[156] = (byte)type;
        Put(block, 157, link, 100);
        Put(block, 257, "ustar\0" + "00", 8);
        Put(block, 329, major ?? Octal(0, 7), 8);
        Put(block, 337, minor ?? Octal(0, 7), 8);
        edit?.Invoke(block);
        Put(block, 148, "        ", 8);
        Put(block, 148, Octal(block.Sum(b => b), 6) + "\0 ", 8);
        return Raw(block);
    }

    public RawTar Raw(byte[] bytes)
    {
        archive.AddRange(bytes);
        return this;
    }

    /// <summary>The archive with its two blocks of zeroes.</summary>
    public byte[] End() => [.. archive, .. new byte[1024]];

    /// <summary>The archive without an end.</summary>
    public byte[] Cut(int bytes = 0) => [.. archive.Take(archive.Count - bytes)];

    public static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0');

    /// <summary>GNU's base-256 form for what octal cannot tell.</summary>
    public static string Base256(long value, int width)
    {
        var bytes = new byte[width];
        for (var i = width - 1; i >= 0; i--, value >>= 8)
        {
            bytes[i] = (byte)value;
        }

        bytes[0] |= 0x80;
        return Encoding.Latin1.GetString(bytes);
    }

    public static string Record(string record)
    {
        var length = record.Length + 2;
        while (length != record.Length + 2 + length.ToString().Length)
        {
            length = record.Length + 2 + length.ToString().Length;
        }

        return $"{length} {record}\n";
    }

    public static void Put(byte[] block, int offset, string text, int width)
    {
        block.AsSpan(offset, width).Clear();
        Bytes(text).AsSpan(0, Math.Min(text.Length, width)).CopyTo(block.AsSpan(offset));
    }

    private static byte[] Padded(byte[] content) => [.. content, .. new byte[-content.Length & 511]];
}
