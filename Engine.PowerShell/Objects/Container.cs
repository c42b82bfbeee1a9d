using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A container, as it was when it was asked for.</summary>
public sealed class Container
{
    internal Container(ContainerInfo info, EngineSession session)
    {
        Session = session;
        Id = info.Id;
        Name = info.Name;
        Image = info.Image;
        ImageId = info.ImageId;
        Command = info.CommandLine;
        State = (ContainerState)(int)info.State;
        Created = info.Created;
        Started = info.Started;
        Finished = info.Finished;
        ExitCode = info.ExitCode;
        OomKilled = info.OomKilled;
        Error = info.Error;
        ProcessId = info.ProcessId;
        RestartCount = info.RestartCount;
        Health = info.Health is { } health ? (ContainerHealth)(int)health.Status : ContainerHealth.None;
        HealthCheck = [.. info.Health?.Log.Select(result => new ContainerHealthResult(result)) ?? []];
        Label = info.Labels;
        Port = [.. info.Ports.Select(port => new PublishedPort(port))];
        Mount = [.. info.Mounts.Select(mount => new ContainerMount(mount))];
        Network = info.Networks;
        Endpoint = [.. info.Endpoints.Select(endpoint => new ContainerEndpoint(endpoint))];
        Settings = new ContainerSettings(info.Spec);
    }

    /// <summary>Its id, 64 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The first twelve digits of its id.</summary>
    public string ShortId => Id[..Math.Min(12, Id.Length)];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The image as it was asked for.</summary>
    public string Image { get; }

    /// <summary>The image's id.</summary>
    public string ImageId { get; }

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>What it is doing.</summary>
    public ContainerState State { get; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>When it was last started.</summary>
    public DateTimeOffset? Started { get; }

    /// <summary>When it last ended.</summary>
    public DateTimeOffset? Finished { get; }

    /// <summary>The last exit status.</summary>
    public int? ExitCode { get; }

    /// <summary>The kernel killed a process of it for memory.</summary>
    public bool OomKilled { get; }

    /// <summary>Why it could not be started.</summary>
    public string? Error { get; }

    /// <summary>Process id of its first process on the host.</summary>
    public int? ProcessId { get; }

    /// <summary>How often its restart policy started it.</summary>
    public int RestartCount { get; }

    /// <summary>What its health check says.</summary>
    public ContainerHealth Health { get; }

    /// <summary>The last results of its health check, oldest first.</summary>
    public IReadOnlyList<ContainerHealthResult> HealthCheck { get; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string> Label { get; }

    /// <summary>Published ports.</summary>
    public IReadOnlyList<PublishedPort> Port { get; }

    /// <summary>What is mounted.</summary>
    public IReadOnlyList<ContainerMount> Mount { get; }

    /// <summary>Names of its networks.</summary>
    public IReadOnlyList<string> Network { get; }

    /// <summary>What it has on its networks.</summary>
    public IReadOnlyList<ContainerEndpoint> Endpoint { get; }

    /// <summary>How it was asked for.</summary>
    public ContainerSettings Settings { get; }

    internal EngineSession Session { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
