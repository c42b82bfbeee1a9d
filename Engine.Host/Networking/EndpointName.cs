using System.Buffers;
using System.Net;
using System.Net.NetworkInformation;

namespace Engine.Host.Networking;

/// <summary>Names and link-layer addresses that are made of ids.</summary>
internal static class EndpointName
{
    private const string HostPrefix = "veth";
    private const int HostDigits = 9;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    /// <summary>The host's end of an endpoint's pair.</summary>
    public static string HostInterface(string endpointId) => HostPrefix + endpointId[..HostDigits];

    /// <summary>Whether an interface's name is one of those.</summary>
    public static bool IsHostInterface(string name) =>
        name.Length == HostPrefix.Length + HostDigits && name.StartsWith(HostPrefix, StringComparison.Ordinal)
        && name.AsSpan(HostPrefix.Length).IndexOfAnyExcept(s_digits) < 0;

    /// <summary>A bridge of a network without a name of its own.</summary>
    public static string Bridge(string networkId) => "br-" + networkId[..12];

    /// <summary>
    /// A locally administered address, made of the IPv4 address where there is one: who gets an address again is known by the same link-layer
    /// address, and no neighbour has a wrong one.
    /// </summary>
    public static PhysicalAddress Mac(IPAddress? address, string id) => new([0x02, 0x42, .. address?.GetAddressBytes() ?? Convert.FromHexString(id[..8])]);

    /// <summary>As Docker writes it.</summary>
    public static string Show(PhysicalAddress address) => string.Join(':', address.GetAddressBytes().Select(b => b.ToString("x2")));

    /// <summary>Reads what a client wrote; false if it is no address of an interface.</summary>
    public static bool TryParseMac(string text, out PhysicalAddress address)
    {
        address = PhysicalAddress.None;
        try
        {
            address = PhysicalAddress.Parse(text.Replace(':', '-').ToUpperInvariant());
            return address.GetAddressBytes().Length == 6;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
