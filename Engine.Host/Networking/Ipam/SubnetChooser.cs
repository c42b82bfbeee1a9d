using System.Net;
using System.Net.Sockets;
using Engine.Host.Configuration;
using Engine.Host.Errors;

namespace Engine.Host.Networking.Ipam;

/// <summary>Chooses subnets that nothing else on this machine uses.</summary>
/// <param name="pools">What the administrator said, or nothing.</param>
/// <param name="engineId">Of it the engine's own IPv6 range is made (RFC 4193).</param>
internal sealed class SubnetChooser(IReadOnlyList<AddressPool> pools, string engineId)
{
    // A thousand containers a network and more than a thousand networks; then 256 networks of the other private range.
    private static readonly AddressPool[] s_default =
    [
        new AddressPool(IPNetwork.Parse("172.16.0.0/12"), 22),
        new AddressPool(IPNetwork.Parse("192.168.0.0/16"), 24),
    ];

    private const int UniqueLocalPrefix = 48;
    private const int IPv6SubnetPrefix = 64;

    /// <summary>The first subnet of the pools that overlaps none of <paramref name="used"/>.</summary>
    /// <exception cref="ForbiddenException">There is none.</exception>
    public IPNetwork Choose(AddressFamily family, IReadOnlyCollection<AddressRange> used)
    {
        IEnumerable<AddressPool> own = pools.Where(pool => pool.Base.BaseAddress.AddressFamily == family);
        foreach (AddressPool pool in own.DefaultIfEmpty().SelectMany(pool => pool is null ? Default(family) : [pool]))
        {
            if (Choose(pool, used) is { } chosen)
            {
                return chosen;
            }
        }

        throw NetworkErrors.PoolsExhausted();
    }

    private static IPNetwork? Choose(AddressPool pool, IReadOnlyCollection<AddressRange> used)
    {
        AddressRange whole = AddressRange.Of(pool.Base);
        int bits = whole.Family == AddressFamily.InterNetwork ? 32 : 128;
        UInt128 step = UInt128.One << (bits - pool.Size);
        UInt128 first = whole.First;
        while (first <= whole.Last && whole.Last - first >= step - 1)
        {
            var candidate = new AddressRange(whole.Family, first, first + step - 1);
            AddressRange? obstacle = null;
            foreach (AddressRange range in used)
            {
                if (range.Overlaps(candidate) && (obstacle is null || range.Last > obstacle.Value.Last))
                {
                    obstacle = range;
                }
            }

            if (obstacle is null)
            {
                return new IPNetwork(AddressRange.Address(whole.Family, first), pool.Size);
            }

            // On with the first candidate behind what is in the way.
            UInt128 next = ((obstacle.Value.Last / step) + 1) * step;
            if (next <= first)
            {
                return null;
            }

            first = next;
        }

        return null;
    }

    private AddressPool[] Default(AddressFamily family)
    {
        if (family == AddressFamily.InterNetwork)
        {
            return s_default;
        }

        byte[] prefix = new byte[16];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(engineId)).AsSpan(0, 5).CopyTo(prefix.AsSpan(1));
        prefix[0] = 0xFD;
        return [new AddressPool(new IPNetwork(new IPAddress(prefix), UniqueLocalPrefix), IPv6SubnetPrefix)];
    }
}
