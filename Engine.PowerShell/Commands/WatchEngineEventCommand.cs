using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Writes what happens in the engine, while it happens, until it is stopped or until -Until.</summary>
[Cmdlet(VerbsCommon.Watch, "EngineEvent")]
[OutputType(typeof(EngineEvent))]
public sealed class WatchEngineEventCommand : EngineCommand
{
    /// <summary>First what happened since then.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>End then.</summary>
    [Parameter]
    public DateTimeOffset? Until { get; set; }

    /// <summary>Only events of these kinds of things: container, image, volume.</summary>
    [Parameter]
    public string[] Type { get; set; } = [];

    /// <summary>Only these: create, start, die.</summary>
    [Parameter]
    public string[] Action { get; set; } = [];

    /// <summary>Only events of these containers, by name or id.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ContainerNameCompleter))]
    public string[] Container { get; set; } = [];

    /// <summary>Only events of things with all of these labels; $null stands for any value.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        var query = new EventQuery
        {
            Since = Since,
            Until = Until,
            Types = Type,
            Actions = Action,
            Containers = Container,
            Labels = Label is null ? null : LabelTable.Read(Label),
        };
        Pump(async (queue, token) =>
        {
            try
            {
                var client = await session.GetClientAsync(token).ConfigureAwait(false);
                await foreach (var happened in client.Engine.WatchEventsAsync(query, token).ConfigureAwait(false))
                {
                    await queue.WriteAsync(new EngineEvent(happened), token).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (EngineErrorRecord.From(e, session.Address) is { } record)
            {
                await queue.PostAsync(_ => WriteEngineError(record), token).ConfigureAwait(false);
            }
        });
    }
}
