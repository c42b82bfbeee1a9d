using System.Buffers.Binary;

namespace Engine.Host.Networking.Dns.Messages;

/// <summary>A client's question, as far as the server looks at it. It points into the packet and the buffer that it was read with.</summary>
internal readonly ref struct DnsQuery
{
    /// <summary>Bytes of a UDP answer that every client takes (RFC 1035 section 4.2.1).</summary>
    private const int ClassicPayload = 512;

    /// <summary>Bytes of a UDP answer beyond which none is sent, whatever the client says.</summary>
    private const int LargestPayload = 4096;

    private const int QuestionTail = 4;
    private const int RecordTail = 10;

    private DnsQuery(DnsHeader header, DnsResponseCode code, ReadOnlySpan<char> name = default)
    {
        Header = header;
        Code = code;
        Name = name;
        PayloadSize = ClassicPayload;
    }

    public DnsHeader Header { get; }

    /// <summary>NoError, or with what to refuse it.</summary>
    public DnsResponseCode Code { get; private init; }

    /// <summary>The name's text (<see cref="DnsName"/>).</summary>
    public ReadOnlySpan<char> Name { get; }

    public DnsType Type { get; private init; }

    public DnsClass Class { get; private init; }

    /// <summary>Where in the packet the question ends; 0: there is none that could be repeated in an answer.</summary>
    public int QuestionEnd { get; private init; }

    /// <summary>The client sent an OPT record (RFC 6891), and gets one.</summary>
    public bool HasEdns { get; private init; }

    /// <summary>Bytes of a UDP answer that the client takes.</summary>
    public int PayloadSize { get; private init; }

    /// <summary>Reads a packet of any content.</summary>
    /// <param name="packet">The message.</param>
    /// <param name="text">Receives the name; <see cref="DnsName.MaxTextLength"/> characters.</param>
    /// <param name="query">The question; its code says whether it can be answered.</param>
    /// <returns>False if it is nothing that is ever answered.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packet, Span<char> text, out DnsQuery query)
    {
        if (!DnsHeader.TryRead(packet, out var header) || header.IsResponse)
        {
            query = default;
            return false;
        }

        query = Read(packet, text, header);
        return true;
    }

    private static DnsQuery Read(ReadOnlySpan<byte> packet, Span<char> text, DnsHeader header)
    {
        if ((header.Flags & DnsHeader.OperationMask) != 0)
        {
            return new DnsQuery(header, DnsResponseCode.NotImp);
        }

        var offset = DnsHeader.Size;
        int length;
        if (header.Questions != 1 || (length = DnsName.Read(packet, ref offset, text)) < 0 || packet.Length < offset + QuestionTail)
        {
            return new DnsQuery(header, DnsResponseCode.FormErr);
        }

        var query = new DnsQuery(header, DnsResponseCode.NoError, text[..length])
        {
            Type = (DnsType)BinaryPrimitives.ReadUInt16BigEndian(packet[offset..]),
            Class = (DnsClass)BinaryPrimitives.ReadUInt16BigEndian(packet[(offset + 2)..]),
            QuestionEnd = offset + QuestionTail,
        };
        return WithEdns(query, packet);
    }

    // The OPT record is among the additional ones, behind whatever else a client may have sent.
    private static DnsQuery WithEdns(DnsQuery query, ReadOnlySpan<byte> packet)
    {
        Span<char> ignored = stackalloc char[DnsName.MaxTextLength];
        var offset = query.QuestionEnd;
        var records = query.Header.Answers + query.Header.Authorities + query.Header.Additionals;
        for (var i = 0; i < records; i++)
        {
            if (DnsName.Read(packet, ref offset, ignored) < 0 || packet.Length < offset + RecordTail)
            {
                return query with { Code = DnsResponseCode.FormErr };
            }

            var record = packet[offset..];
            if ((DnsType)BinaryPrimitives.ReadUInt16BigEndian(record) == DnsType.OPT)
            {
                var version = record[5];
                return query with
                {
                    HasEdns = true,
                    PayloadSize = Math.Clamp((int)BinaryPrimitives.ReadUInt16BigEndian(record[2..]), ClassicPayload, LargestPayload),
                    Code = version > 0 ? DnsResponseCode.BadVers : query.Code,
                };
            }

            offset += RecordTail + BinaryPrimitives.ReadUInt16BigEndian(record[8..]);
            if (offset > packet.Length)
            {
                return query with { Code = DnsResponseCode.FormErr };
            }
        }

        return query;
    }
}
