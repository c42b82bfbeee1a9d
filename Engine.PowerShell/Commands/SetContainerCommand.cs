using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Changes limits and the restart policy of containers; those that run have them at once.</summary>
[Cmdlet(VerbsCommon.Set, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class SetContainerCommand : ContainerTargetCommand
{
    /// <summary>Memory, in bytes (512MB).</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? Memory { get; set; }

    /// <summary>Memory and swap together, in bytes; -1: unlimited swap.</summary>
    [Parameter]
    [ValidateRange(-1, long.MaxValue)]
    public long? MemorySwap { get; set; }

    /// <summary>Memory the kernel tries to keep for it, in bytes.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MemoryReservation { get; set; }

    /// <summary>Processors; 1.5 is one and a half.</summary>
    [Parameter]
    [ValidateRange(0.001, 8192.0)]
    public double? Cpu { get; set; }

    /// <summary>Relative weight; 1024 is normal.</summary>
    [Parameter]
    [ValidateRange(2, 262144)]
    public long? CpuShare { get; set; }

    /// <summary>Processors it may run on: 0-2,4.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CpuSet { get; set; }

    /// <summary>Processes and threads; -1: no limit.</summary>
    [Parameter]
    [ValidateRange(-1, long.MaxValue)]
    public long? PidsLimit { get; set; }

    /// <summary>When the engine starts it again.</summary>
    [Parameter]
    public ContainerRestartPolicy? RestartPolicy { get; set; }

    /// <summary>How often at most, for -RestartPolicy OnFailure.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int RestartLimit { get; set; }

    /// <summary>Write the container as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessContainer(ContainerTarget target)
    {
        var change = new ContainerChange
        {
            Resources = new ContainerResources
            {
                Memory = Memory,
                MemorySwap = MemorySwap,
                MemoryReservation = MemoryReservation,
                NanoCpus = Cpu is { } cpu ? (long)Math.Round(cpu * 1e9) : null,
                CpuShares = CpuShare,
                CpuSet = CpuSet,
                PidsLimit = PidsLimit,
            },
            RestartPolicy = RestartPolicy is { } policy
                ? new RestartPolicy { Condition = (RestartCondition)(int)policy, MaximumRetries = RestartLimit }
                : null,
        };
        if (!ShouldProcess(target.Name, "Change limits and restart policy")
            || !TryCall(target.Session, target.Given, (client, token) => client.Containers.UpdateContainerAsync(target.Id, change, token), out var warnings))
        {
            return;
        }

        foreach (var warning in warnings)
        {
            WriteWarning(warning);
        }

        if (PassThru)
        {
            WriteContainer(target);
        }
    }
}
