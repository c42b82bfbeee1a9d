using System.Management.Automation;

namespace Engine.PowerShell.Commands;

/// <summary>Searches the index of docker.io, or of another registry that has one.</summary>
[Cmdlet(VerbsCommon.Find, "Image")]
[OutputType(typeof(FoundImage))]
public sealed class FindImageCommand : EngineCommand
{
    /// <summary>What to look for; registry/term asks another registry.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The most results.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int? First { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var term in Name)
        {
            if (TryCall(Session ?? SessionTable.Default, term, (client, token) => client.Images.SearchImagesAsync(term, First, token), out var found))
            {
                WriteObject(found.Select(result => new FoundImage(result)), enumerateCollection: true);
            }
        }
    }
}
