using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Gets the steps by which images came to be, the newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ImageHistory", DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(ImageHistoryEntry))]
public sealed class GetImageHistoryCommand : ImageTargetCommand
{
    private protected override void ProcessImage(EngineSession session, string image, string shown, object given)
    {
        if (TryCall(session, given, (client, token) => client.Images.GetImageHistoryAsync(image, token), out var steps))
        {
            WriteObject(steps.Select(step => new ImageHistoryEntry(step, shown)), enumerateCollection: true);
        }
    }
}
