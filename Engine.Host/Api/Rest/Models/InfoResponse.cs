using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of <c>GET /info</c>.</summary>
internal sealed record InfoResponse
{
    public required string ID { get; init; }

    public int Containers { get; init; }

    public int ContainersRunning { get; init; }

    public int ContainersPaused { get; init; }

    public int ContainersStopped { get; init; }

    public int Images { get; init; }

    public required string Driver { get; init; }

    public required IReadOnlyList<IReadOnlyList<string>> DriverStatus { get; init; }

    public required PluginsModel Plugins { get; init; }

    public bool MemoryLimit { get; init; } = true;

    public bool SwapLimit { get; init; } = true;

    public bool CpuCfsPeriod { get; init; } = true;

    public bool CpuCfsQuota { get; init; } = true;

    public bool CPUShares { get; init; } = true;

    public bool CPUSet { get; init; } = true;

    public bool PidsLimit { get; init; } = true;

    public bool IPv4Forwarding { get; init; } = true;

    public bool Debug { get; init; }

    public int NFd { get; init; }

    public bool OomKillDisable { get; init; }

    public int NGoroutines { get; init; }

    public required string SystemTime { get; init; }

    public string LoggingDriver { get; init; } = "json-file";

    public string CgroupDriver { get; init; } = "cgroupfs";

    public required string CgroupVersion { get; init; }

    public int NEventsListener { get; init; }

    public required string KernelVersion { get; init; }

    public required string OperatingSystem { get; init; }

    public required string OSVersion { get; init; }

    public string OSType { get; init; } = "linux";

    public required string Architecture { get; init; }

    public string IndexServerAddress { get; init; } = "https://index.docker.io/v1/";

    public required RegistryConfigModel RegistryConfig { get; init; }

    public int NCPU { get; init; }

    public long MemTotal { get; init; }

    public IReadOnlyList<EmptyObject>? GenericResources { get; init; }

    public required string DockerRootDir { get; init; }

    public string HttpProxy { get; init; } = "";

    public string HttpsProxy { get; init; } = "";

    public string NoProxy { get; init; } = "";

    public required string Name { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public bool ExperimentalBuild { get; init; }

    public required string ServerVersion { get; init; }

    public required IReadOnlyDictionary<string, RuntimeModel> Runtimes { get; init; }

    public required string DefaultRuntime { get; init; }

    public required SwarmModel Swarm { get; init; }

    public bool LiveRestoreEnabled { get; init; } = true;

    public string Isolation { get; init; } = "";

    public string InitBinary { get; init; } = "";

    public required CommitModel ContainerdCommit { get; init; }

    public required CommitModel RuncCommit { get; init; }

    public required CommitModel InitCommit { get; init; }

    public required IReadOnlyList<string> SecurityOptions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AddressPoolModel>? DefaultAddressPools { get; init; }

    public required IReadOnlyList<string> CDISpecDirs { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }
}
