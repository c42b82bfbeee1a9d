using System.Net.Sockets;
using Engine.Linux.Netlink;
using static Engine.Linux.Netlink.NetlinkFlag;
using static Engine.Linux.Nftables.NfTablesMessage;

namespace Engine.Linux.Nftables;

/// <summary>
/// Changes of one table, done all at once or not at all (linux/netfilter/nfnetlink.h, NFNL_MSG_BATCH_BEGIN).
/// Part <c>.Elements</c>: the elements of sets.
/// </summary>
public sealed partial class NftBatch
{
    private readonly NetlinkWriter writer = new();
    private readonly NftFamily family;
    private readonly string table;
    private uint setId;

    /// <summary>Begins a batch.</summary>
    /// <param name="family">The table's family.</param>
    /// <param name="table">The table's name.</param>
    public NftBatch(NftFamily family, string table)
    {
        this.family = family;
        this.table = table;
        writer.Begin(NFNL_MSG_BATCH_BEGIN, 0, "begin");
        writer.Struct(BatchHeader);
    }

    private static NetfilterHeader BatchHeader => new() { nfgen_family = (byte)AddressFamily.Unspecified, res_id = (NFNL_SUBSYS_NFTABLES << 8) | (NFNL_SUBSYS_NFTABLES >> 8) };

    /// <summary>Makes the table; one that exists stays as it is.</summary>
    public void AddTable()
    {
        Begin(NFT_MSG_NEWTABLE, NLM_F_CREATE, $"table {table}");
        writer.Text(NFTA_TABLE_NAME, table);
    }

    /// <summary>Removes the table with everything in it.</summary>
    public void DeleteTable()
    {
        Begin(NFT_MSG_DELTABLE, 0, $"table {table}");
        writer.Text(NFTA_TABLE_NAME, table);
    }

    /// <summary>Makes a chain without its rules.</summary>
    public void AddChain(NftChain chain)
    {
        const uint NF_ACCEPT = 1;
        Begin(NFT_MSG_NEWCHAIN, NLM_F_CREATE, $"chain {chain.Name}");
        writer.Text(NFTA_CHAIN_TABLE, table);
        writer.Text(NFTA_CHAIN_NAME, chain.Name);
        if (chain.Type is { } type)
        {
            int hook = writer.BeginNested(NFTA_CHAIN_HOOK);
            writer.BigEndian32(NFTA_HOOK_HOOKNUM, (uint)chain.Hook);
            writer.BigEndian32(NFTA_HOOK_PRIORITY, unchecked((uint)chain.Priority));
            writer.EndNested(hook);
            writer.BigEndian32(NFTA_CHAIN_POLICY, NF_ACCEPT);
            writer.Text(NFTA_CHAIN_TYPE, type);
        }
    }

    /// <summary>Appends a rule to a chain.</summary>
    public void AddRule(string chain, NftRule rule)
    {
        Begin(NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND, $"rule of {chain}: {rule}");
        writer.Text(NFTA_RULE_TABLE, table);
        writer.Text(NFTA_RULE_CHAIN, chain);
        int list = writer.BeginNested(NFTA_RULE_EXPRESSIONS);
        foreach (NftExpression expression in rule.Expressions)
        {
            expression.Write(writer);
        }

        writer.EndNested(list);
    }

    /// <summary>Makes a set.</summary>
    public void AddSet(NftSet set)
    {
        Begin(NFT_MSG_NEWSET, NLM_F_CREATE, $"set {set.Name}");
        writer.Text(NFTA_SET_TABLE, table);
        writer.Text(NFTA_SET_NAME, set.Name);
        writer.BigEndian32(
            NFTA_SET_FLAGS,
            (set.IsInterval ? NFT_SET_INTERVAL : 0) | (set.Data.Count > 0 ? NFT_SET_MAP : 0) | (set.Key.Count > 1 ? NFT_SET_CONCAT : 0));
        writer.BigEndian32(NFTA_SET_KEY_TYPE, TypeNumber(set.Key));
        writer.BigEndian32(NFTA_SET_KEY_LEN, (uint)NftValue.SizeOf(set.Key));
        if (set.Data.Count > 0)
        {
            writer.BigEndian32(NFTA_SET_DATA_TYPE, TypeNumber(set.Data));
            writer.BigEndian32(NFTA_SET_DATA_LEN, (uint)NftValue.SizeOf(set.Data));
        }

        if (set.Key is [NftType.InterfaceName])
        {
            // For the nft program, which could not show names otherwise: type 0 (byte order of keys), 4 bytes, 1 (the machine's).
            writer.Bytes(NFTA_SET_USERDATA, [0, 4, 1, 0, 0, 0]);
        }

        // It names the set to later messages of the batch; ours use the name.
        writer.BigEndian32(NFTA_SET_ID, ++setId);
        if (set.Key.Count > 1)
        {
            int description = writer.BeginNested(NFTA_SET_DESC);
            int fields = writer.BeginNested(NFTA_SET_DESC_CONCAT);
            foreach (NftType type in set.Key)
            {
                int field = writer.BeginNested(NFTA_LIST_ELEM);
                writer.BigEndian32(NFTA_SET_FIELD_LEN, (uint)NftValue.SizeOf(type));
                writer.EndNested(field);
            }

            writer.EndNested(fields);
            writer.EndNested(description);
        }
    }

    /// <summary>Does it.</summary>
    /// <param name="socket">A socket of <see cref="NetlinkSocket.NETLINK_NETFILTER"/>.</param>
    /// <exception cref="LinuxException">Nothing was done; the subject says what could not be.</exception>
    public void Commit(NetlinkSocket socket)
    {
        writer.AddFlag(NLM_F_ACK);
        writer.Begin(NFNL_MSG_BATCH_END, 0, "end");
        writer.Struct(BatchHeader);
        socket.ExecuteBatch(writer);
    }

    // Concatenated types are six bits each, the first one highest, as the nft program reads them.
    private static uint TypeNumber(IReadOnlyList<NftType> types) => types.Aggregate(0u, static (number, type) => (number << 6) | (uint)type);

    /// <summary>The elements of a set.</summary>
    /// <param name="socket">A socket of <see cref="NetlinkSocket.NETLINK_NETFILTER"/>.</param>
    /// <param name="family">The table's family.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="set">The set; not one of ranges.</param>
    /// <exception cref="LinuxException">ENOENT: there is no such table or set.</exception>
    public static IReadOnlyList<NftElement> Read(NetlinkSocket socket, NftFamily family, string table, NftSet set)
    {
        var elements = new List<NftElement>();
        var request = new NetlinkWriter();
        request.Begin(Type(NFT_MSG_GETSETELEM), NLM_F_DUMP, $"elements of {set.Name}");
        request.Struct(new NetfilterHeader { nfgen_family = (byte)family });
        request.Text(NFTA_SET_ELEM_LIST_TABLE, table);
        request.Text(NFTA_SET_ELEM_LIST_SET, set.Name);
        socket.Dump(request, message =>
        {
            foreach (NetlinkAttribute attribute in message.Attributes(System.Runtime.CompilerServices.Unsafe.SizeOf<NetfilterHeader>()))
            {
                if (attribute.Type == NFTA_SET_ELEM_LIST_ELEMENTS)
                {
                    foreach (NetlinkAttribute element in attribute.Nested)
                    {
                        elements.Add(Read(element));
                    }
                }
            }
        });
        return elements;
    }

    private void Begin(ushort message, ushort flags, string subject)
    {
        writer.Begin(Type(message), flags, subject);
        writer.Struct(new NetfilterHeader { nfgen_family = (byte)family });
    }
}
