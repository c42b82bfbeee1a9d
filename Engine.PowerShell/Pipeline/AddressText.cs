using System.Net;
using System.Net.Sockets;

namespace Engine.PowerShell.Pipeline;

/// <summary>Addresses as the contract writes them.</summary>
internal static class AddressText
{
    /// <summary>The first address of a family, or null.</summary>
    public static string? Find(IPAddress[] addresses, AddressFamily family) =>
        Array.Find(addresses, address => address.AddressFamily == family)?.ToString();
}
