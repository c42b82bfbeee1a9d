using System.Management.Automation;
using System.Net.Sockets;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

public abstract partial class ContainerSpecCommand
{
    /// <summary>The container as the parameters say it. A parameter that can't be understood ends the cmdlet.</summary>
    private protected ContainerSpec BuildSpec(string? name, bool attached)
    {
        try
        {
            return new ContainerSpec
            {
                Image = Image,
                Name = name,
                Command = Command,
                Entrypoint = Entrypoint is [""] ? [] : Entrypoint,
                Environment = Environment is null ? null : LabelTable.Read(Environment),
                WorkingDirectory = WorkingDirectory,
                User = User,
                Groups = Group,
                HostName = HostName,
                Labels = Label is null ? null : LabelTable.ReadValues(Label),
                Tty = Tty,
                OpenStdin = Interactive,
                StdinOnce = Interactive && attached,
                HealthCheck = BuildHealthCheck(),
                Init = Init,
                StopSignal = StopSignal,
                StopTimeout = StopTimeout,
                RestartPolicy = new RestartPolicy { Condition = (RestartCondition)(int)RestartPolicy, MaximumRetries = RestartLimit },
                Network = Network.Length == 0 ? null : Network[0],
                Endpoints = BuildEndpoints(),
                Ports = [.. Publish.SelectMany(PortText.Parse)],
                PublishAll = PublishAll,
                Dns = [.. Dns.Select(server => server.ToString())],
                DnsSearch = DnsSearch,
                DnsOptions = DnsOption,
                ExtraHosts = ExtraHost,
                Mounts = [.. Volume.Select(text => VolumeText.Parse(text, SessionState.Path.GetUnresolvedProviderPathFromPSPath))],
                Tmpfs = Tmpfs.Length == 0 ? null : Tmpfs.Select(text => text.Split(':', 2)).ToDictionary(part => part[0], part => part.ElementAtOrDefault(1) ?? ""),
                Devices = [.. Device.Select(DeviceText.Parse)],
                ReadOnly = ReadOnly,
                Privileged = Privileged,
                CapabilitiesAdded = CapabilityAdd,
                CapabilitiesDropped = CapabilityDrop,
                SecurityOptions = SecurityOption,
                Sysctls = Sysctl is null ? null : LabelTable.ReadValues(Sysctl),
                Ulimits = [.. Ulimit.Select(UlimitText.Parse)],
                SharedMemory = SharedMemory,
                Resources = BuildResources(),
            };
        }
        catch (FormatException e)
        {
            ThrowTerminatingError(EngineErrorRecord.Make(e, EngineErrorIds.InvalidArgument, ErrorCategory.InvalidArgument, Image));
            throw;
        }
    }

    /// <summary>Creates a container and passes the engine's warnings on.</summary>
    /// <returns>The container, or null: it failed, and the record was written.</returns>
    private protected ContainerTarget? Create(EngineSession session, ContainerSpec spec)
    {
        WriteVerbose($"POST /containers/create: image {spec.Image}, command {string.Join(' ', spec.Command ?? ["(the image's)"])}");
        if (!TryCall(session, spec.Name ?? spec.Image, (client, token) => client.Containers.CreateContainerAsync(spec, token), out var created))
        {
            return null;
        }

        foreach (var warning in created.Warnings)
        {
            WriteWarning(warning);
        }

        return new ContainerTarget(session, created.Id, spec.Name ?? created.Id, spec.Name ?? spec.Image);
    }

    private protected string Describe(string? name) => name is null ? $"a container of {Image}" : $"{name}, a container of {Image}";

    // Every network but a lone one without anything to say about it.
    private IReadOnlyList<EndpointSpec> BuildEndpoints()
    {
        if (Network.Length == 0)
        {
            return NetworkAlias.Length == 0 && IPAddress.Length == 0 && MacAddress is null
                ? []
                : throw new FormatException("-NetworkAlias, -IPAddress and -MacAddress need a -Network.");
        }

        return Network.Length == 1 && NetworkAlias.Length == 0 && IPAddress.Length == 0 && MacAddress is null
            ? []
            :
            [
                new EndpointSpec
                {
                    Network = Network[0],
                    Aliases = NetworkAlias,
                    IPv4Address = AddressText.Find(IPAddress, AddressFamily.InterNetwork),
                    IPv6Address = AddressText.Find(IPAddress, AddressFamily.InterNetworkV6),
                    MacAddress = MacAddress,
                    GatewayPriority = Network.Length > 1 ? 1 : 0,
                },
                .. Network.Skip(1).Select(network => new EndpointSpec { Network = network, Aliases = NetworkAlias }),
            ];
    }

    private HealthCheckSpec? BuildHealthCheck() =>
        HealthCommand is null && HealthInterval is null && HealthTimeout is null && HealthStartPeriod is null && HealthRetry is null ? null : new HealthCheckSpec
        {
            Command = HealthCommand is null ? null : HealthCommand.Length == 0 ? [] : ["/bin/sh", "-c", HealthCommand],
            Interval = HealthInterval,
            Timeout = HealthTimeout,
            StartPeriod = HealthStartPeriod,
            Retries = HealthRetry,
        };

    private ContainerResources BuildResources() => new()
    {
        Memory = Memory,
        MemorySwap = MemorySwap,
        MemoryReservation = MemoryReservation,
        NanoCpus = Cpu is { } cpu ? (long)Math.Round(cpu * 1e9) : null,
        CpuShares = CpuShare,
        CpuSet = CpuSet,
        PidsLimit = PidsLimit,
    };
}
