using System.Text.Json.Serialization;
using Engine.Host.Networking;

namespace Engine.Host.Containers;

/// <summary>
/// A container at one moment. Immutable: lists and inspections read it without waiting for anybody; every change of a container replaces it.
/// It is also the document its row in the database holds.
/// </summary>
internal sealed record Container
{
    /// <summary>64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name, without a slash.</summary>
    public required string Name { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The image's id (<c>sha256:…</c>).</summary>
    public required string ImageId { get; init; }

    /// <summary>The program, first word of the command line.</summary>
    public required string Path { get; init; }

    /// <summary>The program's arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>What it was asked to be, merged with the image's configuration.</summary>
    public required ContainerConfiguration Configuration { get; init; }

    /// <summary>Volumes, binds and tmpfs as they were resolved at creation.</summary>
    public required IReadOnlyList<MountPoint> Mounts { get; init; }

    /// <summary>The networks it belongs to, the one of its network mode first.</summary>
    public IReadOnlyList<NetworkAttachment> Networks { get; init; } = [];

    /// <summary>Its published ports while it runs.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>How it is.</summary>
    public required ContainerState State { get; init; }

    /// <summary>How often the restart policy started it again since a person last did.</summary>
    public int RestartCount { get; init; }

    /// <summary>As it is when it does not run: without addresses and ports.</summary>
    public Container WithoutEndpoints() => this with { Networks = [.. Networks.Select(attachment => attachment with { Endpoint = null })], Ports = [] };

    /// <summary>Its id with each of its volumes.</summary>
    public IEnumerable<(string Container, string Volume)> HeldVolumes() =>
        Mounts.Where(mount => mount is { Type: MountType.Volume, Name: not null }).Select(mount => (Id, mount.Name!));

    /// <summary>The first 12 digits of the id.</summary>
    [JsonIgnore]
    public string ShortId => Id[..12];
}
