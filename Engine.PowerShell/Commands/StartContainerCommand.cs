using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Starts containers: existing ones, or with -Image new ones.</summary>
[Cmdlet(VerbsLifecycle.Start, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[Alias("Run-Container")]
[OutputType(typeof(Container))]
public sealed class StartContainerCommand : ContainerSpecCommand
{
    /// <summary>Containers.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public Container[] InputObject { get; set; } = [];

    /// <summary>Names, ids or unambiguous beginnings of ids; wildcards may be used for names. With -Image: a name for each new container.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = ImageSet)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The engine removes the new container when it has ended.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter AutoRemove { get; set; }

    /// <summary>Wait until it is healthy, or runs if it has no health check; one that ends or becomes unhealthy is an error that shows the end of its log.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how long to wait for each.</summary>
    [Parameter]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write the container as it is afterwards. A new one is always written.</summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ImageSet)
        {
            if (Name.Length == 0)
            {
                StartNew(null);
            }

            foreach (var name in Name)
            {
                StartNew(name);
            }

            return;
        }

        foreach (var target in ParameterSetName == NameSet ? TargetsNamed(Name) : TargetsOf(InputObject))
        {
            if (ShouldProcess(target.Name, "Start") && Start(target) && BecomesHealthy(target) && PassThru)
            {
                WriteContainer(target);
            }
        }
    }

    private void StartNew(string? name)
    {
        var spec = BuildSpec(name, attached: false) with { AutoRemove = AutoRemove };
        if (!ShouldProcess(Describe(name), "Create and start") || Create(Session ?? SessionTable.Default, spec) is not { } created)
        {
            return;
        }

        if (Start(created))
        {
            // One that does not become healthy stays, for a look at what is wrong with it.
            if (BecomesHealthy(created))
            {
                WriteContainer(created);
            }
        }
        else
        {
            // What this cmdlet made and could not start would only be in the way of the next attempt.
            TryCall(created.Session, created.Given, (client, token) => client.Containers.RemoveContainerAsync(created.Id, force: true, volumes: true, token));
        }
    }

    private bool BecomesHealthy(ContainerTarget target)
    {
        if (!Wait)
        {
            return true;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        if (Timeout is { } timeout)
        {
            deadline.CancelAfter(timeout);
        }

        try
        {
            return TryCall(target.Session, target.Given, (client, _) => WaitAsync(client, target.Id, deadline.Token));
        }
        catch (OperationCanceledException) when (!StopToken.IsCancellationRequested)
        {
            WriteError(EngineErrorRecord.Make(
                new TimeoutException($"The container {target.Name} was not healthy within {Timeout}."), "WaitTimedOut", ErrorCategory.OperationTimeout, target.Given));
            return false;
        }
    }

    private static async Task WaitAsync(EngineClient client, string container, CancellationToken cancellationToken)
    {
        var info = await ContainerWatch.UntilHealthyAsync(client, container, cancellationToken).ConfigureAwait(false);
        if (!ContainerWatch.IsHealthy(info))
        {
            throw await ContainerUnhealthyException.OfAsync(client, info, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool Start(ContainerTarget target) =>
        TryCall(target.Session, target.Given, (client, token) => client.Containers.StartContainerAsync(target.Id, token));
}
