namespace Engine.Host.Networking.Dns.Messages;

/// <summary>Types of records (RFC 1035 section 3.2.2, RFC 3596, RFC 6891) that the server tells apart.</summary>
internal enum DnsType : ushort
{
    A = 1,
    PTR = 12,
    AAAA = 28,
    OPT = 41,
}
