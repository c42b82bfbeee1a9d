using System.Management.Automation;
using Engine.PowerShell.Completion;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Makes an image of what containers have changed.</summary>
[Cmdlet(VerbsCommon.New, "Image", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[Alias("Commit-Container")]
[OutputType(typeof(Image))]
public sealed class NewImageCommand : EngineCommand
{
    /// <summary>Containers.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public Container[] InputObject { get; set; } = [];

    /// <summary>The container's name or id.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(ContainerNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Container { get; set; } = "";

    /// <summary>The new image's reference, name[:tag].</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Reference { get; set; }

    /// <summary>Who made it.</summary>
    [Parameter]
    public string? Author { get; set; }

    /// <summary>A note in the image's history.</summary>
    [Parameter]
    public string? Message { get; set; }

    /// <summary>Dockerfile instructions for the new image: CMD ["sh"], ENV A=b.</summary>
    [Parameter]
    public string[] Change { get; set; } = [];

    /// <summary>Do not freeze a running container meanwhile.</summary>
    [Parameter]
    public SwitchParameter NoPause { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == NameSet)
        {
            Commit(SessionOf((Container?)null), Container, Container);
            return;
        }

        foreach (var container in InputObject)
        {
            Commit(SessionOf(container), container.Id, container);
        }
    }

    private void Commit(EngineSession session, string container, object given)
    {
        var request = new ImageCommitRequest { Container = container, Reference = Reference, Author = Author, Message = Message, Changes = Change, Pause = !NoPause };
        if (ShouldProcess($"{given}", Reference is null ? "Make an image" : $"Make the image {Reference}")
            && TryCall(session, given, (client, token) => client.Images.CommitContainerAsync(request, token), out var image))
        {
            WriteObject(new Image(image, session));
        }
    }
}
