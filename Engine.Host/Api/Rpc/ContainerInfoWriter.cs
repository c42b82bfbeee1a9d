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
            Labels = configuration.Labels,
            Mounts = [.. container.Mounts.Where(m => m.Type is not Domain.MountType.Tmpfs).Select(Write)],
            Networks = configuration.NetworkMode is "default" ? ["bridge"] : [configuration.NetworkMode],
            Spec = SpecWriter.Write(container),
        };
    }

    private static MountSpec Write(Domain.MountPoint mount) => new()
    {
        Kind = mount.Type is Domain.MountType.Volume ? MountKind.Volume : MountKind.Bind,
        Source = mount.Name ?? mount.Source,
        Target = mount.Destination,
        ReadOnly = !mount.ReadWrite,
        Propagation = mount.Propagation.Length == 0 ? null : mount.Propagation,
    };
}
