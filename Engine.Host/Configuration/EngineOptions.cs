using System.Net;
using Engine.Host.Registry;

namespace Engine.Host.Configuration;

/// <summary>The daemon's configuration, checked: what <see cref="OptionsReader"/> makes of flags and file. Names are dockerd's.</summary>
internal sealed record EngineOptions
{
    /// <summary>Absolute path of what must survive a reboot.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Absolute path of what must not: sockets of monitors, the daemon's own sockets by default.</summary>
    public required string ExecRoot { get; init; }

    /// <summary>Where REST is served.</summary>
    public required IReadOnlyList<ListenAddress> Hosts { get; init; }

    /// <summary>Where JSON-RPC is served: a Unix socket.</summary>
    public required ListenAddress Rpc { get; init; }

    /// <summary>Absolute path of the <c>engine-runtime</c> program.</summary>
    public required string RuntimePath { get; init; }

    /// <summary>Absolute path, in every hierarchy of cgroups, of the group below which those of containers are made.</summary>
    public required string CgroupParent { get; init; }

    /// <summary>Name of the default bridge.</summary>
    public required string Bridge { get; init; }

    /// <summary>Address and prefix of the default bridge, or null for one from the pools.</summary>
    public (IPAddress Address, int PrefixLength)? BridgeAddress { get; init; }

    /// <summary>Ranges for networks without a subnet of their own.</summary>
    public required IReadOnlyList<AddressPool> AddressPools { get; init; }

    /// <summary>Group that may use the Unix sockets; when it does not exist only root may.</summary>
    public required string Group { get; init; }

    /// <summary>Absolute path of the file with the daemon's process id, or null for none.</summary>
    public string? PidFile { get; init; }

    /// <summary>How TCP is protected, or null for not at all.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>How registries are spoken with.</summary>
    public required RegistryOptions Registries { get; init; }

    /// <summary>The least severe level that is logged.</summary>
    public required LogLevel LogLevel { get; init; }
}
