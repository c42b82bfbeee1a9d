namespace Engine.Linux.Netlink;

/// <summary>Takes a message of a dump.</summary>
public delegate void NetlinkMessageHandler(NetlinkMessage message);
