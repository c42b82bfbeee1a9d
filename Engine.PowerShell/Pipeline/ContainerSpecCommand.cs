using System.Collections;
using System.Management.Automation;
using System.Net;
using Engine.PowerShell.Completion;

namespace Engine.PowerShell.Commands;

/// <summary>What cmdlets that create a container take: the flags of <c>docker run</c> in PowerShell's words.</summary>
public abstract partial class ContainerSpecCommand : EngineCommand
{
    private protected const string ImageSet = "Image";

    /// <summary>Name or id of the image.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageSet)]
    [ArgumentCompleter(typeof(ImageReferenceCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual string Image { get; set; } = "";

    /// <summary>The command, or the arguments of the image's entry point, instead of the image's command.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public virtual string[]? Command { get; set; }

    /// <summary>The program and its fixed arguments instead of the image's entry point; an empty string: none.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [AllowEmptyString]
    public string[]? Entrypoint { get; set; }

    /// <summary>Environment variables; $null takes away the image's.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public IDictionary? Environment { get; set; }

    /// <summary>Working directory in the container.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string? WorkingDirectory { get; set; }

    /// <summary>User, or user and group with a colon between them, by name or number.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string? User { get; set; }

    /// <summary>Further groups of the user, by name or number.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] Group { get; set; } = [];

    /// <summary>Host name in the container.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string? HostName { get; set; }

    /// <summary>Labels.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public IDictionary? Label { get; set; }

    /// <summary>Give it a terminal.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Tty { get; set; }

    /// <summary>Keep its standard input open.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Interactive { get; set; }

    /// <summary>Run a small init that reaps orphans and passes signals on.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Init { get; set; }

    /// <summary>The signal that asks it to end.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ArgumentCompleter(typeof(SignalCompleter))]
    public string? StopSignal { get; set; }

    /// <summary>Time it has to end by itself.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public TimeSpan? StopTimeout { get; set; }

    /// <summary>Health check: a command line for the container's shell; an empty string: none, whatever the image says.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [AllowEmptyString]
    public string? HealthCommand { get; set; }

    /// <summary>Time between two health checks.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public TimeSpan? HealthInterval { get; set; }

    /// <summary>After which a health check is killed and counts as failed.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public TimeSpan? HealthTimeout { get; set; }

    /// <summary>Time after the start during which failed health checks do not count.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public TimeSpan? HealthStartPeriod { get; set; }

    /// <summary>Failed health checks in a row that make it unhealthy.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? HealthRetry { get; set; }

    /// <summary>When the engine starts it again.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public ContainerRestartPolicy RestartPolicy { get; set; }

    /// <summary>How often at most, for -RestartPolicy OnFailure.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(0, int.MaxValue)]
    public int RestartLimit { get; set; }

    /// <summary>Networks: none, host, or names; the first gives the way out.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Network { get; set; } = [];

    /// <summary>Further names of the container on its networks.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] NetworkAlias { get; set; } = [];

    /// <summary>Its address on the first network, or one of each family; without it the engine chooses.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public IPAddress[] IPAddress { get; set; } = [];

    /// <summary>Its hardware address on the first network; without it the engine chooses.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string? MacAddress { get; set; }

    /// <summary>Ports to publish: [[ADDRESS:]PORT:]CONTAINERPORT[/PROTOCOL], or ranges of ports. Without an address only this machine itself can reach them.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] Publish { get; set; } = [];

    /// <summary>Publish every port that the image names on a port of the engine's choice, for this machine and others.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter PublishAll { get; set; }

    /// <summary>Name servers instead of the host's.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public IPAddress[] Dns { get; set; } = [];

    /// <summary>Search domains instead of the host's; a lone dot for none.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] DnsSearch { get; set; } = [];

    /// <summary>Resolver options instead of the host's: ndots:2, ...</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] DnsOption { get; set; } = [];

    /// <summary>Further names in /etc/hosts: NAME:ADDRESS; host-gateway stands for the host's address.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] ExtraHost { get; set; } = [];

    /// <summary>Directories, files and volumes: SOURCE:TARGET[:ro]. A source that begins with / . or ~ is a path.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] Volume { get; set; } = [];

    /// <summary>Memory file systems: PATH[:OPTIONS].</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] Tmpfs { get; set; } = [];

    /// <summary>Devices of the host: SOURCE[:TARGET[:PERMISSIONS]].</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] Device { get; set; } = [];

    /// <summary>The root file system can't be written.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>Every capability and device, nothing masked. Not for programs you do not trust.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Privileged { get; set; }

    /// <summary>Capabilities in addition to the default ones; ALL for all.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ArgumentCompleter(typeof(CapabilityCompleter))]
    public string[] CapabilityAdd { get; set; } = [];

    /// <summary>Default capabilities it does not get; ALL for all.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ArgumentCompleter(typeof(CapabilityCompleter))]
    public string[] CapabilityDrop { get; set; } = [];

    /// <summary>Security options: no-new-privileges, seccomp=unconfined, seccomp=PROFILE.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] SecurityOption { get; set; } = [];

    /// <summary>Kernel parameters of its namespaces.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public IDictionary? Sysctl { get; set; }

    /// <summary>Process limits: NAME=SOFT[:HARD].</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string[] Ulimit { get; set; } = [];

    /// <summary>Memory, in bytes (512MB).</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(1, long.MaxValue)]
    public long? Memory { get; set; }

    /// <summary>Memory and swap together, in bytes; -1: unlimited swap.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(-1, long.MaxValue)]
    public long? MemorySwap { get; set; }

    /// <summary>Memory the kernel tries to keep for it, in bytes.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(1, long.MaxValue)]
    public long? MemoryReservation { get; set; }

    /// <summary>Processors; 1.5 is one and a half.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(0.001, 8192.0)]
    public double? Cpu { get; set; }

    /// <summary>Relative weight; 1024 is normal.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(2, 262144)]
    public long? CpuShare { get; set; }

    /// <summary>Processors it may run on: 0-2,4.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public string? CpuSet { get; set; }

    /// <summary>Processes and threads.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(1, long.MaxValue)]
    public long? PidsLimit { get; set; }

    /// <summary>Bytes of /dev/shm.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(1, long.MaxValue)]
    public long? SharedMemory { get; set; }
}
