using System.Net;

namespace Engine.Host.Registry;

/// <summary>How registries are spoken with. The defaults are dockerd's where it has any.</summary>
internal sealed record RegistryOptions
{
    /// <summary>Registries asked before docker.io for what it has, in order.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = [];

    /// <summary>Registries, <c>host</c> or <c>host:port</c>, whose certificate is not checked and that may be spoken with without TLS.</summary>
    public IReadOnlyList<string> InsecureHosts { get; init; } = [];

    /// <summary>The same by address. Loopback always belongs to them.</summary>
    public IReadOnlyList<IPNetwork> InsecureNetworks { get; init; } = [];

    /// <summary>Directories with one directory for each registry's certificates; the first that has one for it counts.</summary>
    public IReadOnlyList<string> CertificateDirectories { get; init; } = ["/etc/engine/certs.d", "/etc/docker/certs.d"];

    public string? HttpProxy { get; init; }

    public string? HttpsProxy { get; init; }

    public string? NoProxy { get; init; }

    /// <summary>Layers that are fetched at the same time, over all pulls.</summary>
    public int MaxConcurrentDownloads { get; init; } = 3;

    /// <summary>Layers that are sent at the same time, over all pushes.</summary>
    public int MaxConcurrentUploads { get; init; } = 5;

    /// <summary>How often something is tried that fails without getting on.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The wait before the second attempt; each further one is twice as long.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait a registry can ask for.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a registry may be silent before the connection counts as broken.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
