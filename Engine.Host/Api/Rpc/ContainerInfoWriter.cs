using Engine.Host.Networking;
using Engine.Protocol;
using Domain = Engine.Host.Containers;

namespace Engine.Host.Api.Rpc;

/// <summary>The domain's containers as the contract's.</summary>
internal static class ContainerInfoWriter
{
    public static ContainerInfo Write(Domain.Container container)
    {
        var configuration = container.Configuration;
        var state = container.State;
        return new ContainerInfo
        {
            Id = container.Id,
            Name = container.Name,
            Image = configuration.Image,
            ImageId = container.ImageId,
            CommandLine = [container.Path, .. container.Arguments],
            State = (ContainerState)state.Status,
            Created = container.Created,
            Started = state.StartedAt,
            Finished = state.FinishedAt,
            ExitCode = state.FinishedAt is null && state.Error.Length == 0 ? null : state.ExitCode,
            OomKilled = state.OomKilled,
            Error = state.Error.Length == 0 ? null : state.Error,
            ProcessId = state.Pid == 0 ? null : state.Pid,
            RestartCount = container.RestartCount,
            Health = state.Health is { } health ? Write(health) : null,
            Labels = configuration.Labels,
            Mounts = [.. container.Mounts.Where(m => m.Type is not Domain.MountType.Tmpfs).Select(Write)],
            Ports = [.. container.Ports.Select(Write)],
            Networks = [.. container.Networks.Select(attachment => attachment.NetworkName)],
            Endpoints = [.. container.Networks.Select(attachment => Write(container, attachment))],
            Spec = SpecWriter.Write(container),
        };
    }

    public static EndpointInfo Write(Domain.Container container, NetworkAttachment attachment) => new()
    {
        Network = attachment.NetworkName,
        ContainerId = container.Id,
        ContainerName = container.Name,
        Aliases = attachment.Settings.Aliases,
        Interface = OrNull(attachment.Endpoint?.InterfaceName),
        MacAddress = OrNull(attachment.Endpoint?.MacAddress),
        IPv4Address = Prefixed(attachment.Endpoint?.IPv4Address, attachment.Endpoint?.IPv4PrefixLength),
        IPv6Address = Prefixed(attachment.Endpoint?.IPv6Address, attachment.Endpoint?.IPv6PrefixLength),
        IPv4Gateway = OrNull(attachment.Endpoint?.IPv4Gateway),
        IPv6Gateway = OrNull(attachment.Endpoint?.IPv6Gateway),
    };

    private static string? Prefixed(string? address, int? length) => string.IsNullOrEmpty(address) ? null : $"{address}/{length}";

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static PortMapping Write(PublishedPort port) => new()
    {
        ContainerPort = port.ContainerPort,
        Protocol = port.Protocol,
        HostAddress = port.HostIP,
        HostPort = port.HostPort,
    };

    private static HealthInfo Write(Domain.Health.HealthState health) => new()
    {
        Status = (HealthStatus)health.Status,
        FailingStreak = health.FailingStreak,
        Log = [.. health.Log.Select(r => new HealthResult { Start = r.Start, End = r.End, ExitCode = r.ExitCode, Output = r.Output })],
    };

    private static MountSpec Write(Domain.MountPoint mount) => new()
    {
        Kind = mount.Type is Domain.MountType.Volume ? MountKind.Volume : MountKind.Bind,
        Source = mount.Name ?? mount.Source,
        Target = mount.Destination,
        ReadOnly = !mount.ReadWrite,
        Propagation = mount.Propagation.Length == 0 ? null : mount.Propagation,
    };
}
