using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Gives an image a further reference. One that named another image is moved.</summary>
[Cmdlet(VerbsCommon.Add, "ImageTag", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[Alias("Tag-Image")]
[OutputType(typeof(Image))]
public sealed class AddImageTagCommand : ImageTargetCommand
{
    /// <summary>The references, name[:tag].</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Reference { get; set; } = [];

    /// <summary>Write the image as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessImage(EngineSession session, string image, string shown, object given)
    {
        foreach (var reference in Reference)
        {
            if (ShouldProcess(shown, $"Tag as {reference}")
                && !TryCall(session, given, (client, token) => client.Images.TagImageAsync(image, reference, token)))
            {
                return;
            }
        }

        if (PassThru && TryCall(session, given, (client, token) => client.Images.GetImageAsync(image, token), out var info))
        {
            WriteObject(new Image(info, session));
        }
    }
}
