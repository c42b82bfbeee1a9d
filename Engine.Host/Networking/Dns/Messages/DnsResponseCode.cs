namespace Engine.Host.Networking.Dns.Messages;

/// <summary>Response codes (RFC 1035 section 4.1.1, RFC 6891 section 9).</summary>
internal enum DnsResponseCode : ushort
{
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NXDomain = 3,
    NotImp = 4,
    Refused = 5,

    // Beyond four bits: its upper part is in the OPT record.
    BadVers = 16,
}
