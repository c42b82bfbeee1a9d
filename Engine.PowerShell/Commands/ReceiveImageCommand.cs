using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Brings images from registries. Layers that are here already are not fetched again, and a pull that was broken off goes on where it was.</summary>
[Cmdlet(VerbsCommunications.Receive, "Image", SupportsShouldProcess = true)]
[Alias("Pull-Image")]
[OutputType(typeof(Image))]
public sealed class ReceiveImageCommand : RegistryCommand
{
    /// <summary>The references, [registry/]name[:tag] or name@digest.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    public string[] Reference { get; set; } = [];

    /// <summary>Every tag of the repository.</summary>
    [Parameter]
    public SwitchParameter AllTags { get; set; }

    /// <summary>Which image of several, as linux/arm64; by default the engine's own platform.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Platform { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        foreach (var reference in Reference)
        {
            if (!ShouldProcess(reference, "Pull") || !TryCredential(reference, out var credential))
            {
                continue;
            }

            var request = new ImagePullRequest { Reference = reference, AllTags = AllTags, Platform = Platform, Credential = credential };
            Run(session, reference, async (client, sink, token) =>
            {
                var results = await new TransferProgress($"Pulling {reference}", sink).ShowAsync(client.Images.PullImageAsync(request, token)).ConfigureAwait(false);
                foreach (var result in results)
                {
                    await sink.WriteAsync(new Image(result.Image!, session)).ConfigureAwait(false);
                }
            });
        }
    }
}
