using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Removes images that no container uses: those without a reference, or with -All every one.</summary>
[Cmdlet(VerbsCommon.Clear, "Image", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ImagePruneReport))]
public sealed class ClearImageCommand : BackgroundCommand
{
    /// <summary>Also images that have a reference.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Only images built before then.</summary>
    [Parameter]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only images with all of these labels; $null stands for any value.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        var query = new ImagePruneQuery { All = All, Until = Before, Labels = Label is null ? null : LabelTable.Read(Label) };
        if (!TryCall(session, session.Address, (client, token) => client.Images.PruneImagesAsync(query with { Preview = true }, token), out var doomed))
        {
            return;
        }

        // Nothing to lose is nothing to ask about.
        var names = doomed.Untagged.Count > 0 ? doomed.Untagged : doomed.Deleted;
        if (names.Count > 0 && !ShouldProcess($"{string.Join(", ", names)} ({doomed.ReclaimedBytes} bytes)", "Remove images"))
        {
            return;
        }

        Run(session, session.Address, async (client, sink, token) =>
            await sink.WriteAsync(new ImagePruneReport(await client.Images.PruneImagesAsync(query, token).ConfigureAwait(false))).ConfigureAwait(false));
    }
}
