using Engine.Host.Containers;

namespace Engine.Host.Tests.Containers;

/// <summary>Containers as tests need them.</summary>
internal static class Containers
{
    public static Container New(Func<ContainerConfiguration, ContainerConfiguration>? change = null)
    {
        var configuration = new ContainerConfiguration { Image = "busybox", Hostname = "h", NetworkMode = "none" };
        return new Container
        {
            Id = ContainerId.New(),
            Name = "c",
            Created = DateTimeOffset.UnixEpoch,
            ImageId = "sha256:" + new string('0', 64),
            Path = "true",
            Arguments = [],
            Configuration = change?.Invoke(configuration) ?? configuration,
            Mounts = [],
            State = new ContainerState(),
        };
    }
}
