using System.Management.Automation;
using Engine.PowerShell.Pipeline;

namespace Engine.PowerShell.Commands;

/// <summary>Writes all files of a container, without those of its volumes, into a tar archive.</summary>
[Cmdlet(VerbsData.Export, "Container", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportContainerCommand : ContainerTargetCommand
{
    /// <summary>The archive to write.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessContainer(ContainerTarget target)
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(target.Name, $"Export to {path}"))
        {
            return;
        }

        // What is half written has another name, so that an archive of the name asked for is a whole one.
        var partial = path + ".partial";
        try
        {
            if (File.Exists(path) && !Force)
            {
                throw new IOException($"The file {path} exists already; -Force replaces it.");
            }

            bool done;
            using (var archive = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                done = TryCall(target.Session, target.Given, (client, token) => client.ExportContainerAsync(target.Id, archive, token));
            }

            if (done)
            {
                File.Move(partial, path, Force);
                WriteObject(new FileInfo(path));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(EngineErrorRecord.Make(e, "ExportFailed", ErrorCategory.WriteError, path));
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
