using System.Net;

namespace Engine.Linux.Netlink;

/// <summary>A route of the main table.</summary>
/// <param name="Destination">Where to; a prefix of length 0 is the default route.</param>
/// <param name="Gateway">The next router, or null for what is on the link.</param>
/// <param name="Link">Index of the interface, or 0.</param>
public sealed record NetworkRoute(IPNetwork Destination, IPAddress? Gateway, int Link);
