using System.Collections;
using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Gets images of an engine.</summary>
[Cmdlet(VerbsCommon.Get, "Image")]
[OutputType(typeof(Image))]
public sealed class GetImageCommand : EngineCommand
{
    /// <summary>References, ids or unambiguous beginnings of ids. Wildcards may be used for references.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    [Alias("Reference")]
    [ArgumentCompleter(typeof(ImageReferenceCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Only images with all of these labels; $null stands for any value.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <summary>Only images without a reference.</summary>
    [Parameter]
    public SwitchParameter Dangling { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = SessionOf((Image?)null);
        foreach (var name in Name.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            if (TryCall(session, name, (client, token) => client.Images.GetImageAsync(name, token), out var info))
            {
                WriteObject(new Image(info, session));
            }
        }

        var patterns = Name.Where(WildcardPattern.ContainsWildcardCharacters).Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToList();
        if (patterns.Count == 0 && Name.Length > 0)
        {
            return;
        }

        var query = new ImageQuery { Labels = Label is null ? null : LabelTable.Read(Label), Dangling = Dangling ? true : null };
        if (TryCall(session, null, (client, token) => client.Images.ListImagesAsync(query, token), out var all))
        {
            foreach (var info in all.Where(info => patterns.Count == 0 || info.References.Any(reference => patterns.Exists(pattern => pattern.IsMatch(reference)))))
            {
                WriteObject(new Image(info, session));
            }
        }
    }
}
