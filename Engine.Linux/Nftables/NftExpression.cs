using Engine.Linux.Netlink;
using static Engine.Linux.Nftables.NfTablesMessage;

namespace Engine.Linux.Nftables;

/// <summary>
/// One step of a rule, working on sixteen registers of four bytes. Attributes' numbers are those of linux/netfilter/nf_tables.h.
/// Parts: <c>.Load</c> fills registers, <c>.Act</c> compares and decides.
/// </summary>
public abstract partial record NftExpression
{
    private protected abstract string Name { get; }

    /// <summary>Writes it as an element of a rule's list.</summary>
    internal void Write(NetlinkWriter writer)
    {
        int element = writer.BeginNested(NFTA_LIST_ELEM);
        writer.Text(NFTA_EXPR_NAME, Name);
        int data = writer.BeginNested(NFTA_EXPR_DATA);
        WriteData(writer);
        writer.EndNested(data);
        writer.EndNested(element);
    }

    private protected abstract void WriteData(NetlinkWriter writer);

    private protected static void WriteRegister(NetlinkWriter writer, ushort attribute, int register) =>
        writer.BigEndian32(attribute, NFT_REG32_00 + (uint)register);

    private protected static void WriteValue(NetlinkWriter writer, ushort attribute, ReadOnlySpan<byte> value)
    {
        int data = writer.BeginNested(attribute);
        writer.Bytes(NFTA_DATA_VALUE, value);
        writer.EndNested(data);
    }
}
