using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Networking.Ipam;

/// <summary>
/// Gives the addresses of one subnet, the lowest free one first. It is not stored: what is given is what running containers have, which their
/// own documents say.
/// </summary>
internal sealed class AddressAllocator
{
    private readonly Lock gate = new();
    private readonly HashSet<UInt128> taken = [];
    private readonly AddressRange subnet;
    private readonly AddressRange range;

    /// <param name="pool">With its subnet and, where the driver needs one, its gateway.</param>
    public AddressAllocator(IpamPool pool)
    {
        subnet = Usable(pool.Network);
        range = string.IsNullOrEmpty(pool.IPRange) ? subnet : Within(AddressRange.Of(IPNetwork.Parse(pool.IPRange)));
        foreach (string address in pool.AuxiliaryAddresses?.Values ?? [])
        {
            taken.Add(AddressRange.Number(IPAddress.Parse(address)));
        }

        if (pool.GatewayAddress is { } gateway)
        {
            taken.Add(AddressRange.Number(gateway));
        }
    }

    /// <summary>The lowest free address, or null when there is none.</summary>
    /// <param name="promised">Addresses that containers which do not run want to have: given only when there are no others.</param>
    public IPAddress? TakeAny(IReadOnlyCollection<IPAddress> promised)
    {
        HashSet<UInt128> avoided = [.. promised.Select(AddressRange.Number)];
        lock (gate)
        {
            UInt128? last = null;
            for (UInt128 number = range.First; number <= range.Last; number++)
            {
                if (taken.Contains(number))
                {
                    continue;
                }

                if (!avoided.Contains(number))
                {
                    taken.Add(number);
                    return AddressRange.Address(range.Family, number);
                }

                last ??= number;
            }

            return last is { } promise && taken.Add(promise) ? AddressRange.Address(range.Family, promise) : null;
        }
    }

    /// <summary>Takes an address of somebody's choice. False: it is taken.</summary>
    public bool TryTake(IPAddress address)
    {
        lock (gate)
        {
            return taken.Add(AddressRange.Number(address));
        }
    }

    /// <summary>Gives an address back.</summary>
    public void Release(IPAddress address)
    {
        lock (gate)
        {
            taken.Remove(AddressRange.Number(address));
        }
    }

    /// <summary>The first address of a subnet that can be an interface's.</summary>
    public static IPAddress FirstOf(IPNetwork network) => AddressRange.Address(network.BaseAddress.AddressFamily, Usable(network).First);

    // The first and, of IPv4, the last stand for the network itself, but where there are only two (RFC 3021).
    private static AddressRange Usable(IPNetwork network)
    {
        AddressRange all = AddressRange.Of(network);
        int bits = all.Family == AddressFamily.InterNetwork ? 32 : 128;
        return network.PrefixLength >= bits - 1 ? all
            : all with { First = all.First + 1, Last = bits == 32 ? all.Last - 1 : all.Last };
    }

    private AddressRange Within(AddressRange asked) => asked with
    {
        First = UInt128.Max(asked.First, subnet.First),
        Last = UInt128.Min(asked.Last, subnet.Last),
    };
}
