using Engine.Linux.Netlink;
using static Engine.Linux.Nftables.NfTablesMessage;

namespace Engine.Linux.Nftables;

public abstract partial record NftExpression
{
    /// <summary>Goes on only if registers hold a value, or hold another one.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Not">They must not hold it.</param>
    /// <param name="Register">The first register.</param>
    public sealed record Compare(byte[] Value, bool Not = false, int Register = 0) : NftExpression
    {
        private protected override string Name => "cmp";

        private protected override void WriteData(NetlinkWriter writer)
        {
            WriteRegister(writer, 1, Register);
            writer.BigEndian32(2, Not ? 1u : 0u);
            WriteValue(writer, 3, Value);
        }
    }

    /// <summary>Goes on only if a set has what registers hold; of a map it loads what the key leads to.</summary>
    /// <param name="Set">The set's name.</param>
    /// <param name="Not">The set must not have it.</param>
    /// <param name="Register">The key's first register.</param>
    /// <param name="Result">Where a map's data go, or null.</param>
    public sealed record Lookup(string Set, bool Not = false, int Register = 0, int? Result = null) : NftExpression
    {
        private const uint NFT_LOOKUP_F_INV = 1;

        private protected override string Name => "lookup";

        private protected override void WriteData(NetlinkWriter writer)
        {
            writer.Text(1, Set);
            WriteRegister(writer, 2, Register);
            if (Result is { } result)
            {
                WriteRegister(writer, 3, result);
            }

            if (Not)
            {
                writer.BigEndian32(5, NFT_LOOKUP_F_INV);
            }
        }
    }

    /// <summary>Decides.</summary>
    /// <param name="Code">The decision.</param>
    /// <param name="Chain">The chain of a jump, or null.</param>
    public sealed record Verdict(NftVerdict Code, string? Chain = null) : NftExpression
    {
        private protected override string Name => "immediate";

        private protected override void WriteData(NetlinkWriter writer)
        {
            writer.BigEndian32(1, NFT_REG_VERDICT);
            int data = writer.BeginNested(2);
            int verdict = writer.BeginNested(NFTA_DATA_VERDICT);
            writer.BigEndian32(NFTA_VERDICT_CODE, unchecked((uint)Code));
            if (Chain is not null)
            {
                writer.Text(NFTA_VERDICT_CHAIN, Chain);
            }

            writer.EndNested(verdict);
            writer.EndNested(data);
        }
    }

    /// <summary>Changes the destination, or with <paramref name="Source"/> the source, of the connection, and decides.</summary>
    /// <param name="Family">That of the address.</param>
    /// <param name="AddressRegister">Where the address is.</param>
    /// <param name="PortRegister">Where the port is, or null to keep it.</param>
    /// <param name="Source">Change the source.</param>
    public sealed record Translate(NftFamily Family, int AddressRegister, int? PortRegister, bool Source = false) : NftExpression
    {
        private protected override string Name => "nat";

        private protected override void WriteData(NetlinkWriter writer)
        {
            writer.BigEndian32(1, Source ? 0u : 1u);
            writer.BigEndian32(2, (uint)Family);
            WriteRegister(writer, 3, AddressRegister);
            if (PortRegister is { } port)
            {
                WriteRegister(writer, 5, port);
            }
        }
    }

    /// <summary>Gives the connection the address of the interface it leaves by, and decides.</summary>
    public sealed record Masquerade : NftExpression
    {
        private protected override string Name => "masq";

        private protected override void WriteData(NetlinkWriter writer)
        {
        }
    }

    /// <summary>Counts packets and bytes that come by.</summary>
    public sealed record Counter : NftExpression
    {
        private protected override string Name => "counter";

        private protected override void WriteData(NetlinkWriter writer)
        {
            writer.BigEndian64(1, 0);
            writer.BigEndian64(2, 0);
        }
    }
}
