using System.Buffers.Binary;
using System.Net;
using Engine.Host.Networking.Dns.Messages;

namespace Engine.Host.Tests.Networking.Dns;

/// <summary>Questions and answers as a client writes and reads them, with a reader of its own.</summary>
internal static class Packet
{
    public static byte[] Ask(string name, int type, ushort id = 0x1234, int? edns = null, byte ednsVersion = 0, ushort flags = 0x0100)
    {
        var bytes = new List<byte>();
        Append(bytes, id, flags, 1, 0, 0, (ushort)(edns is null ? 0 : 1));
        bytes.AddRange(Name(name));
        Append(bytes, (ushort)type, 1);
        if (edns is { } size)
        {
            bytes.Add(0);
            Append(bytes, 41, (ushort)size);
            bytes.AddRange([0, ednsVersion, 0, 0, 0, 0]);
        }

        return [.. bytes];
    }

    public static byte[] Name(string name)
    {
        var bytes = new List<byte>();
        foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(System.Text.Encoding.Latin1.GetBytes(label));
        }

        bytes.Add(0);
        return [.. bytes];
    }

    public static Reply Read(ReadOnlySpan<byte> message)
    {
        Assert.True(message.Length >= 12);
        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        var offset = 12;
        for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(message[4..]); i++)
        {
            ReadName(message, ref offset);
            offset += 4;
        }

        var records = new List<(string Name, int Type, int TimeToLive, string Data)>();
        var count = 0;
        foreach (var section in new[] { 6, 8, 10 })
        {
            count += BinaryPrimitives.ReadUInt16BigEndian(message[section..]);
        }

        for (var i = 0; i < count; i++)
        {
            var name = ReadName(message, ref offset);
            int type = BinaryPrimitives.ReadUInt16BigEndian(message[offset..]);
            var ttl = BinaryPrimitives.ReadInt32BigEndian(message[(offset + 4)..]);
            int size = BinaryPrimitives.ReadUInt16BigEndian(message[(offset + 8)..]);
            offset += 10;
            var at = offset;
            records.Add((name, type, ttl, type switch
            {
                1 or 28 => new IPAddress(message.Slice(offset, size)).ToString(),
                12 => ReadName(message, ref at),
                _ => Convert.ToHexString(message.Slice(offset, size)),
            }));
            offset += size;
        }

        Assert.Equal(message.Length, offset);
        return new Reply(BinaryPrimitives.ReadUInt16BigEndian(message), (DnsResponseCode)(flags & 15), flags, records);
    }

    private static string ReadName(ReadOnlySpan<byte> message, ref int offset)
    {
        Span<char> text = stackalloc char[DnsName.MaxTextLength];
        var length = DnsName.Read(message, ref offset, text);
        Assert.True(length >= 0);
        return new string(text[..length]);
    }

    private static void Append(List<byte> bytes, params ReadOnlySpan<ushort> values)
    {
        foreach (var value in values)
        {
            bytes.Add((byte)(value >> 8));
            bytes.Add((byte)value);
        }
    }

    internal sealed record Reply(ushort Id, DnsResponseCode Code, int Flags, IReadOnlyList<(string Name, int Type, int TimeToLive, string Data)> Records)
    {
        public bool IsTruncated => (Flags & 0x0200) != 0;

        public IEnumerable<string> Data => Records.Where(record => record.Type != 41).Select(record => record.Data);
    }
}
