using System.Runtime.CompilerServices;
using Engine.Linux.Netlink;
using static Engine.Linux.Nftables.NfTablesMessage;

namespace Engine.Linux.Nftables;

/// <summary>Hears when somebody takes something out of a table (NFNLGRP_NFTABLES).</summary>
/// <param name="socket">A socket of <see cref="NetlinkSocket.NETLINK_NETFILTER"/> for this alone; it is joined to the group.</param>
/// <param name="table">The table's name.</param>
/// <param name="own">Number of the socket whose changes are meant.</param>
public sealed class NftWatch(NetlinkSocket socket, string table, uint own)
{
    /// <summary>Waits until another program has removed the table, or rules, chains, sets or elements of it; or may have: notifications were lost.</summary>
    /// <exception cref="LinuxException">The socket is closed or broken.</exception>
    public void WaitForLoss()
    {
        socket.Join(NFNLGRP_NFTABLES);
        bool lost = false;
        while (!lost)
        {
            try
            {
                socket.ReadNotifications(message => lost |= message.Sender != own && IsLoss(message));
            }
            catch (LinuxException e) when (e.Errno is Errno.ENOBUFS)
            {
                return;
            }
        }
    }

    // Every one of these messages has the table's name as its first attribute.
    private bool IsLoss(NetlinkMessage message)
    {
        int type = message.Type - Type(0);
        if (type is not (NFT_MSG_DELTABLE or NFT_MSG_DELCHAIN or NFT_MSG_DELRULE or NFT_MSG_DELSET or NFT_MSG_DELSETELEM))
        {
            return false;
        }

        foreach (NetlinkAttribute attribute in message.Attributes(Unsafe.SizeOf<NetfilterHeader>()))
        {
            return attribute.Type == NFTA_TABLE_NAME && attribute.Text == table;
        }

        return false;
    }
}
