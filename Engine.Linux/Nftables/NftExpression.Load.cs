using Engine.Linux.Netlink;

namespace Engine.Linux.Nftables;

public abstract partial record NftExpression
{
    /// <summary>Loads something about the packet that is not in it.</summary>
    /// <param name="Key">What.</param>
    /// <param name="Register">The first register.</param>
    public sealed record Meta(NftMeta Key, int Register = 0) : NftExpression
    {
        private protected override string Name => "meta";

        private protected override void WriteData(NetlinkWriter writer)
        {
            WriteRegister(writer, 1, Register);
            writer.BigEndian32(2, (uint)Key);
        }
    }

    /// <summary>Loads bytes of the packet.</summary>
    /// <param name="Base">The header.</param>
    /// <param name="Offset">Bytes from its begin.</param>
    /// <param name="Length">How many.</param>
    /// <param name="Register">The first register.</param>
    public sealed record Payload(NftHeader Base, int Offset, int Length, int Register = 0) : NftExpression
    {
        private protected override string Name => "payload";

        private protected override void WriteData(NetlinkWriter writer)
        {
            WriteRegister(writer, 1, Register);
            writer.BigEndian32(2, (uint)Base);
            writer.BigEndian32(3, (uint)Offset);
            writer.BigEndian32(4, (uint)Length);
        }
    }

    /// <summary>Loads something about the packet's connection: 4 bytes in the machine's byte order.</summary>
    /// <param name="Key">What.</param>
    /// <param name="Register">The register.</param>
    public sealed record Connection(NftConnection Key, int Register = 0) : NftExpression
    {
        private protected override string Name => "ct";

        private protected override void WriteData(NetlinkWriter writer)
        {
            WriteRegister(writer, 1, Register);
            writer.BigEndian32(2, (uint)Key);
        }
    }

    /// <summary>Loads the type (RTN_) of the route to the packet's destination: 4 bytes in the machine's byte order.</summary>
    /// <param name="Register">The register.</param>
    public sealed record DestinationType(int Register = 0) : NftExpression
    {
        private const uint NFT_FIB_RESULT_ADDRTYPE = 3;
        private const uint NFTA_FIB_F_DADDR = 2;

        private protected override string Name => "fib";

        private protected override void WriteData(NetlinkWriter writer)
        {
            WriteRegister(writer, 1, Register);
            writer.BigEndian32(2, NFT_FIB_RESULT_ADDRTYPE);
            writer.BigEndian32(3, NFTA_FIB_F_DADDR);
        }
    }

    /// <summary>Loads a value.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Register">The first register.</param>
    public sealed record Immediate(byte[] Value, int Register = 0) : NftExpression
    {
        private protected override string Name => "immediate";

        private protected override void WriteData(NetlinkWriter writer)
        {
            WriteRegister(writer, 1, Register);
            WriteValue(writer, 2, Value);
        }
    }

    /// <summary>Keeps only some bits.</summary>
    /// <param name="Mask">The bits that stay.</param>
    /// <param name="Register">The first register, where the result is too.</param>
    public sealed record And(byte[] Mask, int Register = 0) : NftExpression
    {
        private protected override string Name => "bitwise";

        private protected override void WriteData(NetlinkWriter writer)
        {
            WriteRegister(writer, 1, Register);
            WriteRegister(writer, 2, Register);
            writer.BigEndian32(3, (uint)Mask.Length);
            WriteValue(writer, 4, Mask);
            WriteValue(writer, 5, new byte[Mask.Length]);
        }
    }
}
