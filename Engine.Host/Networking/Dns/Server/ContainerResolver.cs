using Engine.Host.Networking.Dns.Names;
using Engine.Linux.Namespaces;

namespace Engine.Host.Networking.Dns.Server;

/// <summary>The server as one container has it: two sockets in its network namespace, and what it may ask.</summary>
internal sealed class ContainerResolver
{
    private volatile ResolverScope _scope;

    /// <param name="containerId">Whose it is.</param>
    /// <param name="networkNamespace">The container's network namespace; owned.</param>
    /// <param name="scope">What it may ask.</param>
    public ContainerResolver(string containerId, NetworkNamespace networkNamespace, ResolverScope scope)
    {
        ContainerId = containerId;
        Namespace = networkNamespace;
        _scope = scope;
    }

    public string ContainerId { get; }

    /// <summary>The container's network namespace.</summary>
    public NetworkNamespace Namespace { get; }

    /// <summary>What the container may ask; changes hold from the next question on.</summary>
    public ResolverScope Scope
    {
        get => _scope;
        set => _scope = value;
    }

    /// <summary>Questions that were passed on and are not answered yet.</summary>
    public int Forwarded { get; set; }

    /// <summary>Open connections of clients.</summary>
    public int Connections { get; set; }

    /// <summary>The sockets that clients reach.</summary>
    public IReadOnlyList<LoopSocket> Sockets { get; set; } = [];
}
