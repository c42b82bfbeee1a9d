namespace Engine.Host.Networking.Dns.Messages;

/// <summary>Classes of records (RFC 1035 section 3.2.4).</summary>
internal enum DnsClass : ushort
{
    IN = 1,
    ANY = 255,
}
