using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A network, as it was when it was asked for.</summary>
public sealed class ContainerNetwork
{
    internal ContainerNetwork(NetworkInfo info, EngineSession session)
    {
        Session = session;
        Id = info.Id;
        Name = info.Name;
        Created = info.Created;
        Driver = info.Driver;
        IPv4 = info.IPv4;
        IPv6 = info.IPv6;
        Internal = info.Internal;
        Predefined = info.Predefined;
        Subnet = [.. info.Subnets.Select(subnet => new ContainerSubnet(subnet))];
        Interface = info.Interface;
        Option = info.Options;
        Label = info.Labels;
        Endpoint = [.. info.Endpoints.Select(endpoint => new ContainerEndpoint(endpoint))];
    }

    /// <summary>Its id, 64 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The first twelve digits of its id.</summary>
    public string ShortId => Id[..Math.Min(12, Id.Length)];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>Its driver: bridge, host, null, macvlan or ipvlan.</summary>
    public string Driver { get; }

    /// <summary>Containers get addresses of IPv4.</summary>
    public bool IPv4 { get; }

    /// <summary>Containers get addresses of IPv6.</summary>
    public bool IPv6 { get; }

    /// <summary>Nothing leads out of it or into it.</summary>
    public bool Internal { get; }

    /// <summary>One that every engine has and that cannot be removed.</summary>
    public bool Predefined { get; }

    /// <summary>Its subnets.</summary>
    public IReadOnlyList<ContainerSubnet> Subnet { get; }

    /// <summary>The host's interface that stands for it.</summary>
    public string? Interface { get; }

    /// <summary>Options of its driver.</summary>
    public IReadOnlyDictionary<string, string> Option { get; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string> Label { get; }

    /// <summary>Running containers on it.</summary>
    public IReadOnlyList<ContainerEndpoint> Endpoint { get; }

    /// <summary>Running containers are on it.</summary>
    public bool InUse => Endpoint.Count > 0;

    internal EngineSession Session { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
