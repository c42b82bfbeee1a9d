using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Sends images to the registry that their reference names. What the registry has already is not sent again.</summary>
[Cmdlet(VerbsCommunications.Send, "Image", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[Alias("Push-Image")]
[OutputType(typeof(PushedImage))]
public sealed class SendImageCommand : RegistryCommand
{
    /// <summary>Images: all of their references are sent.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public Image[] InputObject { get; set; } = [];

    /// <summary>References, registry/name[:tag].</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.ImageReferenceCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Every tag that the engine has of the repository.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter AllTags { get; set; }

    /// <summary>Write what the registry has now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == NameSet)
        {
            Name.ToList().ForEach(name => Send(SessionOf((Image?)null), name));
            return;
        }

        foreach (var image in InputObject)
        {
            image.Reference.ToList().ForEach(reference => Send(SessionOf(image), reference));
        }
    }

    private void Send(EngineSession session, string reference)
    {
        if (!ShouldProcess(reference, "Push") || !TryCredential(reference, out var credential))
        {
            return;
        }

        var request = new ImagePushRequest { Reference = reference, AllTags = AllTags, Credential = credential };
        Run(session, reference, async (client, sink, token) =>
        {
            var results = await new TransferProgress($"Pushing {reference}", sink).ShowAsync(client.Images.PushImageAsync(request, token)).ConfigureAwait(false);
            foreach (var result in PassThru ? results : [])
            {
                await sink.WriteAsync(new PushedImage(result.Pushed!)).ConfigureAwait(false);
            }
        });
    }
}
