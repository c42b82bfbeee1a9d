using System.Net;

namespace Engine.Host.Configuration;

/// <summary>A range from which networks without a subnet of their own are given one.</summary>
/// <param name="Base">The range.</param>
/// <param name="Size">Prefix length of each subnet taken from it.</param>
internal sealed record AddressPool(IPNetwork Base, int Size);
