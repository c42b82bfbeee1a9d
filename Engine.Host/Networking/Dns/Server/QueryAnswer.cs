using Engine.Host.Networking.Dns.Messages;
using Engine.Host.Networking.Dns.Names;

namespace Engine.Host.Networking.Dns.Server;

/// <summary>What the server answers from its own knowledge. Nothing is allocated.</summary>
internal static class QueryAnswer
{
    /// <summary>Somebody else has to be asked.</summary>
    public const int Unknown = -1;

    // More do not fit the largest answer by UDP; a client of TCP gets as many.
    private const int MostAddresses = 256;

    /// <summary>Bytes that any answer of the server's own fits.</summary>
    public const int MaxSize = DnsAnswer.MinSize + (MostAddresses * 28);

    /// <summary>Answers a packet of any content.</summary>
    /// <param name="packet">What a client sent.</param>
    /// <param name="scope">What the client may ask.</param>
    /// <param name="stream">It asked by TCP.</param>
    /// <param name="answer">Receives the answer; <see cref="MaxSize"/> bytes.</param>
    /// <returns>The answer's length, 0 if there is none to give, or <see cref="Unknown"/>.</returns>
    public static int Write(ReadOnlySpan<byte> packet, ResolverScope scope, bool stream, Span<byte> answer)
    {
        Span<char> text = stackalloc char[DnsName.MaxTextLength];
        if (!DnsQuery.TryRead(packet, text, out var query))
        {
            return 0;
        }

        if (query.Code != DnsResponseCode.NoError)
        {
            return DnsAnswer.Write(packet, query, query.Code, answer);
        }

        if (query.Class is not (DnsClass.IN or DnsClass.ANY) || query.Name.IsEmpty)
        {
            return Otherwise(packet, query, scope, answer);
        }

        return query.Type == DnsType.PTR
            ? WriteHost(packet, query, scope, answer)
            : WriteAddresses(packet, query, scope, stream ? answer.Length : query.PayloadSize, answer);
    }

    /// <summary>Answers with an error what could not be found out.</summary>
    /// <inheritdoc cref="Write"/>
    public static int WriteFailure(ReadOnlySpan<byte> packet, DnsResponseCode code, Span<byte> answer)
    {
        Span<char> text = stackalloc char[DnsName.MaxTextLength];
        return DnsQuery.TryRead(packet, text, out var query) ? DnsAnswer.Write(packet, query, code, answer) : 0;
    }

    private static int WriteAddresses(ReadOnlySpan<byte> packet, in DnsQuery query, ResolverScope scope, int limit, Span<byte> answer)
    {
        Span<DnsAddress> addresses = stackalloc DnsAddress[MostAddresses];
        var count = scope.Find(query.Name, query.Type == DnsType.AAAA, addresses);
        return count < 0 ? Otherwise(packet, query, scope, answer)
            : query.Type is not (DnsType.A or DnsType.AAAA) ? DnsAnswer.Write(packet, query, DnsResponseCode.NoError, answer)
            : DnsAnswer.Write(packet, query, addresses[..count], limit, answer);
    }

    private static int WriteHost(ReadOnlySpan<byte> packet, in DnsQuery query, ResolverScope scope, Span<byte> answer)
    {
        Span<char> host = stackalloc char[DnsName.MaxTextLength];
        return ReverseName.TryParse(query.Name, out var address) && scope.FindHost(address, host) is > 0 and var length
            ? DnsAnswer.Write(packet, query, host[..length], answer)
            : Otherwise(packet, query, scope, answer);
    }

    private static int Otherwise(ReadOnlySpan<byte> packet, in DnsQuery query, ResolverScope scope, Span<byte> answer)
    {
        if (!scope.Forwards)
        {
            return DnsAnswer.Write(packet, query, DnsResponseCode.ServFail, answer);
        }

        // The client asks again with a search domain.
        return scope.KeepsSingleLabels && query.Type is (DnsType.A or DnsType.AAAA) && !query.Name.Contains('.')
            ? DnsAnswer.Write(packet, query, DnsResponseCode.NXDomain, answer)
            : Unknown;
    }
}
