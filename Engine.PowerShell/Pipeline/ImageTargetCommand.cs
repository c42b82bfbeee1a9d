using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>A cmdlet on existing images, given as objects by the pipeline or by name.</summary>
public abstract class ImageTargetCommand : EngineCommand
{
    /// <summary>Images.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public Image[] InputObject { get; set; } = [];

    /// <summary>References, ids or unambiguous beginnings of ids. Wildcards may be used for references.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageReferenceCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != NameSet)
        {
            foreach (var image in InputObject)
            {
                ProcessImage(SessionOf(image), image.Id, image.ToString(), image);
            }

            return;
        }

        var session = SessionOf((Image?)null);
        foreach (var name in Name)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                ProcessImage(session, name, name, name);
            }
            else if (TryCall(session, name, (client, token) => client.Images.ListImagesAsync(new ImageQuery(), token), out var all))
            {
                var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
                foreach (var reference in all.SelectMany(image => image.References).Where(pattern.IsMatch))
                {
                    ProcessImage(session, reference, reference, reference);
                }
            }
        }
    }

    /// <summary>Does the cmdlet's work on one image.</summary>
    private protected abstract void ProcessImage(EngineSession session, string image, string shown, object given);
}
