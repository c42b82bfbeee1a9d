using System.Runtime.InteropServices;

namespace Engine.Linux.Nftables;

/// <summary>Messages and attributes of nf_tables (linux/netfilter/nfnetlink.h, linux/netfilter/nf_tables.h).</summary>
internal static class NfTablesMessage
{
    public const ushort NFNL_SUBSYS_NFTABLES = 10;
    public const ushort NFNL_MSG_BATCH_BEGIN = 16;
    public const ushort NFNL_MSG_BATCH_END = 17;
    public const int NFNLGRP_NFTABLES = 7;

    public const ushort NFT_MSG_NEWTABLE = 0;
    public const ushort NFT_MSG_GETTABLE = 1;
    public const ushort NFT_MSG_DELTABLE = 2;
    public const ushort NFT_MSG_NEWCHAIN = 3;
    public const ushort NFT_MSG_NEWRULE = 6;
    public const ushort NFT_MSG_DELCHAIN = 5;
    public const ushort NFT_MSG_DELRULE = 8;
    public const ushort NFT_MSG_DELSET = 11;
    public const ushort NFT_MSG_NEWSET = 9;
    public const ushort NFT_MSG_NEWSETELEM = 12;
    public const ushort NFT_MSG_GETSETELEM = 13;
    public const ushort NFT_MSG_DELSETELEM = 14;

    public const ushort NFTA_TABLE_NAME = 1;

    public const ushort NFTA_CHAIN_TABLE = 1;
    public const ushort NFTA_CHAIN_NAME = 3;
    public const ushort NFTA_CHAIN_HOOK = 4;
    public const ushort NFTA_CHAIN_POLICY = 5;
    public const ushort NFTA_CHAIN_TYPE = 7;
    public const ushort NFTA_HOOK_HOOKNUM = 1;
    public const ushort NFTA_HOOK_PRIORITY = 2;

    public const ushort NFTA_RULE_TABLE = 1;
    public const ushort NFTA_RULE_CHAIN = 2;
    public const ushort NFTA_RULE_EXPRESSIONS = 4;
    public const ushort NFTA_LIST_ELEM = 1;
    public const ushort NFTA_EXPR_NAME = 1;
    public const ushort NFTA_EXPR_DATA = 2;

    public const ushort NFTA_SET_TABLE = 1;
    public const ushort NFTA_SET_NAME = 2;
    public const ushort NFTA_SET_FLAGS = 3;
    public const ushort NFTA_SET_KEY_TYPE = 4;
    public const ushort NFTA_SET_KEY_LEN = 5;
    public const ushort NFTA_SET_DATA_TYPE = 6;
    public const ushort NFTA_SET_DATA_LEN = 7;
    public const ushort NFTA_SET_DESC = 9;
    public const ushort NFTA_SET_ID = 10;
    public const ushort NFTA_SET_USERDATA = 13;
    public const ushort NFTA_SET_DESC_CONCAT = 2;
    public const ushort NFTA_SET_FIELD_LEN = 1;

    public const uint NFT_SET_INTERVAL = 0x4;
    public const uint NFT_SET_MAP = 0x8;
    public const uint NFT_SET_CONCAT = 0x80;

    public const ushort NFTA_SET_ELEM_LIST_TABLE = 1;
    public const ushort NFTA_SET_ELEM_LIST_SET = 2;
    public const ushort NFTA_SET_ELEM_LIST_ELEMENTS = 3;
    public const ushort NFTA_SET_ELEM_KEY = 1;
    public const ushort NFTA_SET_ELEM_DATA = 2;
    public const ushort NFTA_SET_ELEM_FLAGS = 3;
    public const ushort NFTA_SET_ELEM_KEY_END = 10;
    public const uint NFT_SET_ELEM_INTERVAL_END = 1;

    public const ushort NFTA_DATA_VALUE = 1;
    public const ushort NFTA_DATA_VERDICT = 2;
    public const ushort NFTA_VERDICT_CODE = 1;
    public const ushort NFTA_VERDICT_CHAIN = 2;
    public const uint NFT_DATA_VERDICT = 0xFFFFFF00;

    public const uint NFT_REG_VERDICT = 0;
    public const uint NFT_REG32_00 = 8;

    /// <summary>What the type of a message is in netlink's header.</summary>
    public static ushort Type(ushort message) => (ushort)((NFNL_SUBSYS_NFTABLES << 8) | message);

#pragma warning disable IDE1006 // The kernel's own names.
    /// <summary><c>struct nfgenmsg</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct NetfilterHeader
    {
        public byte nfgen_family;
        public byte version;
        public ushort res_id;
    }
#pragma warning restore IDE1006
}
