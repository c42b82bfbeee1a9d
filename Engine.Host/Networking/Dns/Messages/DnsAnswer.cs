using System.Buffers.Binary;

namespace Engine.Host.Networking.Dns.Messages;

/// <summary>Writes the server's own answers: the client's question, then records that point to its name.</summary>
internal static class DnsAnswer
{
    /// <summary>Seconds that a client may keep an answer, Docker's.</summary>
    public const int TimeToLive = 600;

    /// <summary>Bytes that an answer without records fits.</summary>
    public const int MinSize = DnsHeader.Size + DnsName.MaxWireLength + 4 + OptSize;

    private const int OptSize = 11;
    private const int RecordHead = 12;

    // The question's name is right behind the header (RFC 1035 section 4.1.4).
    private const ushort PointerToQuestion = 0xC000 | DnsHeader.Size;

    /// <summary>Writes an answer without records.</summary>
    /// <param name="packet">What the client sent.</param>
    /// <param name="query">What was read from it.</param>
    /// <param name="code">The response code.</param>
    /// <param name="answer">Receives the message.</param>
    /// <returns>Its bytes.</returns>
    public static int Write(ReadOnlySpan<byte> packet, in DnsQuery query, DnsResponseCode code, Span<byte> answer) =>
        Finish(query, code, answer, Begin(packet, query, answer), answers: 0, truncated: false);

    /// <summary>Writes addresses, as many as fit in <paramref name="limit"/> bytes; the message says so when some do not.</summary>
    public static int Write(ReadOnlySpan<byte> packet, in DnsQuery query, ReadOnlySpan<DnsAddress> addresses, int limit, Span<byte> answer)
    {
        var length = Begin(packet, query, answer);
        ushort count = 0;
        limit -= query.HasEdns ? OptSize : 0;
        foreach (var address in addresses)
        {
            if (length + RecordHead + address.Size > limit)
            {
                break;
            }

            WriteRecordHead(answer[length..], address.Type, (ushort)address.Size);
            address.Write(answer[(length + RecordHead)..]);
            length += RecordHead + address.Size;
            count++;
        }

        return Finish(query, DnsResponseCode.NoError, answer, length, count, count < addresses.Length);
    }

    /// <summary>Writes the name of an address.</summary>
    public static int Write(ReadOnlySpan<byte> packet, in DnsQuery query, ReadOnlySpan<char> name, Span<byte> answer)
    {
        var length = Begin(packet, query, answer);
        var data = DnsName.Write(name, answer[(length + RecordHead)..]);
        if (data == 0)
        {
            return Finish(query, DnsResponseCode.NoError, answer, length, answers: 0, truncated: false);
        }

        WriteRecordHead(answer[length..], DnsType.PTR, (ushort)data);
        return Finish(query, DnsResponseCode.NoError, answer, length + RecordHead + data, answers: 1, truncated: false);
    }

    private static int Begin(ReadOnlySpan<byte> packet, in DnsQuery query, Span<byte> answer)
    {
        if (query.QuestionEnd <= DnsHeader.Size)
        {
            return DnsHeader.Size;
        }

        packet[DnsHeader.Size..query.QuestionEnd].CopyTo(answer[DnsHeader.Size..]);
        return query.QuestionEnd;
    }

    private static void WriteRecordHead(Span<byte> record, DnsType type, ushort size)
    {
        BinaryPrimitives.WriteUInt16BigEndian(record, PointerToQuestion);
        BinaryPrimitives.WriteUInt16BigEndian(record[2..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(record[4..], (ushort)DnsClass.IN);
        BinaryPrimitives.WriteInt32BigEndian(record[6..], TimeToLive);
        BinaryPrimitives.WriteUInt16BigEndian(record[10..], size);
    }

    private static int Finish(in DnsQuery query, DnsResponseCode code, Span<byte> answer, int length, ushort answers, bool truncated)
    {
        const int CodeBits = 4;
        const int OwnPayload = 4096;
        if (query.HasEdns)
        {
            var opt = answer.Slice(length, OptSize);
            opt.Clear();
            BinaryPrimitives.WriteUInt16BigEndian(opt[1..], (ushort)DnsType.OPT);
            BinaryPrimitives.WriteUInt16BigEndian(opt[3..], OwnPayload);
            opt[5] = (byte)((ushort)code >> CodeBits);
            length += OptSize;
        }

        const ushort Kept = DnsHeader.OperationMask | DnsHeader.RecursionDesired | DnsHeader.CheckingDisabled;
        var flags = (query.Header.Flags & Kept) | DnsHeader.Response | DnsHeader.RecursionAvailable | ((ushort)code & DnsHeader.CodeMask)
            | (truncated ? DnsHeader.Truncated : 0);
        var questions = (ushort)(query.QuestionEnd > 0 ? 1 : 0);
        new DnsHeader(query.Header.Id, (ushort)flags, questions, answers, 0, (ushort)(query.HasEdns ? 1 : 0)).Write(answer);
        return length;
    }
}
