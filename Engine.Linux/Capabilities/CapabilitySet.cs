using System.Numerics;

namespace Engine.Linux.Capabilities;

/// <summary>A set of capabilities as the kernel's 64-bit mask (capabilities(7)); bit n is the capability with value n.</summary>
/// <param name="Bits">The mask.</param>
public readonly record struct CapabilitySet(ulong Bits)
{
    /// <summary>The set without a member.</summary>
    public static CapabilitySet None => default;

    /// <summary>Every capability that this library names, whether or not the running kernel has it.</summary>
    public static CapabilitySet Named => UpTo((Capability)(CapabilityName.Count - 1));

    /// <summary>How many capabilities are in the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>Whether the set has no member.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Every capability from 0 up to and including <paramref name="last"/>.</summary>
    public static CapabilitySet UpTo(Capability last) => new(ulong.MaxValue >> (63 - (int)last));

    /// <summary>The set of the given capabilities.</summary>
    public static CapabilitySet Of(params ReadOnlySpan<Capability> capabilities)
    {
        ulong bits = 0;
        foreach (Capability capability in capabilities)
        {
            bits |= 1UL << (int)capability;
        }

        return new(bits);
    }

    /// <summary>Whether <paramref name="capability"/> is a member.</summary>
    public bool Contains(Capability capability) => (Bits >> (int)capability & 1) != 0;

    /// <summary>Whether every member of <paramref name="other"/> is a member of this set.</summary>
    public bool Contains(CapabilitySet other) => (other.Bits & ~Bits) == 0;

    /// <summary>This set and <paramref name="capability"/>.</summary>
    public CapabilitySet With(Capability capability) => new(Bits | 1UL << (int)capability);

    /// <summary>This set without <paramref name="capability"/>.</summary>
    public CapabilitySet Without(Capability capability) => new(Bits & ~(1UL << (int)capability));

    /// <summary>The members of either set.</summary>
    public CapabilitySet Union(CapabilitySet other) => new(Bits | other.Bits);

    /// <summary>The members of both sets.</summary>
    public CapabilitySet Intersect(CapabilitySet other) => new(Bits & other.Bits);

    /// <summary>The members of this set that are not in <paramref name="other"/>.</summary>
    public CapabilitySet Except(CapabilitySet other) => new(Bits & ~other.Bits);

    /// <summary>Enumerates the members by rising number, without allocating.</summary>
    public Enumerator GetEnumerator() => new(Bits);

    /// <summary>The members' native names by rising number, separated by commas.</summary>
    public override string ToString()
    {
        List<string> names = new(Count);
        foreach (Capability capability in this)
        {
            names.Add(CapabilityName.Format(capability));
        }

        return string.Join(',', names);
    }

    /// <summary>Walks over the members of a set.</summary>
    public struct Enumerator
    {
        private ulong _rest;

        internal Enumerator(ulong bits)
        {
            _rest = bits;
            Current = default;
        }

        /// <summary>The member that the last <see cref="MoveNext"/> found.</summary>
        public Capability Current { get; private set; }

        /// <summary>Goes to the next member.</summary>
        /// <returns>False when there is none.</returns>
        public bool MoveNext()
        {
            if (_rest == 0)
            {
                return false;
            }

            Current = (Capability)BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
