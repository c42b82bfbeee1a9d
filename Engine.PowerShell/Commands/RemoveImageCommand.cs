using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Removes images. By a reference: that reference, and the image with its last one. As an object: the image with all of its references.</summary>
[Cmdlet(VerbsCommon.Remove, "Image", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
public sealed class RemoveImageCommand : ImageTargetCommand
{
    /// <summary>Also an image that a container which does not run uses.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessImage(EngineSession session, string image, string shown, object given)
    {
        if (!ShouldProcess(shown, "Remove"))
        {
            return;
        }

        // By id the engine wants to be forced when several references are lost; who pipes the object means them all.
        var references = given is Image { Reference.Count: > 1 } piped ? piped.Reference : [image];
        foreach (var reference in references)
        {
            if (!TryCall(session, given, (client, token) => client.Images.RemoveImageAsync(reference, Force, token), out var removal))
            {
                return;
            }

            foreach (var gone in removal.Untagged.Concat(removal.Deleted))
            {
                WriteVerbose($"Removed {gone}");
            }
        }
    }
}
