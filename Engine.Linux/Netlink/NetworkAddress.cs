using System.Net;

namespace Engine.Linux.Netlink;

/// <summary>An address of an interface.</summary>
/// <param name="Link">The interface's index.</param>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Bits of its network.</param>
public sealed record NetworkAddress(int Link, IPAddress Address, int PrefixLength);
