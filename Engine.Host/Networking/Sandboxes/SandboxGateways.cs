namespace Engine.Host.Networking.Sandboxes;

/// <summary>Which of a container's networks gives the default route, per family; null: none.</summary>
internal sealed record SandboxGateways(NetworkAttachment? IPv4, NetworkAttachment? IPv6)
{
    /// <summary>Chooses: the highest priority, of equals the first by name; networks without a way out come last.</summary>
    public static SandboxGateways Choose(IEnumerable<NetworkAttachment> attachments, Func<string, NetworkState?> find)
    {
        List<NetworkAttachment> candidates =
        [
            .. attachments.Where(attachment => attachment.Endpoint is not null && find(attachment.NetworkId) is { HasInterfaces: true, Network.Internal: false })
                .OrderByDescending(attachment => attachment.Settings.GatewayPriority)
                .ThenBy(attachment => attachment.NetworkName, StringComparer.Ordinal),
        ];
        return new SandboxGateways(
            candidates.Find(attachment => attachment.Endpoint!.IPv4Gateway.Length > 0),
            candidates.Find(attachment => attachment.Endpoint!.IPv6Gateway.Length > 0));
    }
}
