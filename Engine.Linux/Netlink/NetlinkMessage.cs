namespace Engine.Linux.Netlink;

/// <summary>A received message.</summary>
/// <param name="type">Its type.</param>
/// <param name="sender">The port that caused it, or 0: the kernel.</param>
/// <param name="payload">What follows the header.</param>
public readonly ref struct NetlinkMessage(ushort type, uint sender, ReadOnlySpan<byte> payload)
{
    /// <summary>Of a notification: the <see cref="NetlinkSocket.Port"/> of who caused it.</summary>
    public uint Sender { get; } = sender;

    /// <summary>Its type.</summary>
    public ushort Type { get; } = type;

    /// <summary>What follows the header.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>The attributes after the family's own header.</summary>
    /// <param name="header">Bytes of that header.</param>
    public NetlinkAttributes Attributes(int header) => new(Payload.Length > header ? Payload[header..] : []);
}
