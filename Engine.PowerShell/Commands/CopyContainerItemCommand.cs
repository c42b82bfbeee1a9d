using System.IO.Pipelines;
using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Copies files and directories from this machine into containers and from containers to this machine, whether the containers run or not.</summary>
[Cmdlet(VerbsCommon.Copy, "ContainerItem", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class CopyContainerItemCommand : EngineCommand
{
    /// <summary>What to copy: paths of this machine (wildcards may be used), or CONTAINER:PATH.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files of this machine, as they come from Get-ChildItem; taken as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Where to: CONTAINER:PATH, or a path of this machine. A directory gets the files in it; otherwise it is the copy's own name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>In the container everything becomes its user's; without it owners keep their numbers.</summary>
    [Parameter]
    public SwitchParameter OwnedByUser { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        foreach (var source in ParameterSetName == "Path" ? Path : LiteralPath)
        {
            var from = ParameterSetName == "Path" ? ContainerPath.TryParse(source) : null;
            switch (from, ContainerPath.TryParse(Destination))
            {
                case (null, { } to):
                    foreach (var file in Resolve(source))
                    {
                        Copy(source, () => SendAsync(session, file, to));
                    }

                    break;
                case ({ } container, null):
                    Copy(source, () => ReceiveAsync(session, container, GetUnresolvedProviderPathFromPSPath(Destination)));
                    break;
                default:
                    WriteError(EngineErrorRecord.Make(
                        new ArgumentException("One of the two must be in a container, as CONTAINER:PATH, and the other on this machine."),
                        EngineErrorIds.InvalidArgument, ErrorCategory.InvalidArgument, source));
                    break;
            }
        }
    }

    private string[] Resolve(string source)
    {
        try
        {
            return ParameterSetName == "Path" ? [.. GetResolvedProviderPathFromPSPath(source, out _)] : [SessionState.Path.GetUnresolvedProviderPathFromPSPath(source)];
        }
        catch (ItemNotFoundException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
            return [];
        }
    }

    private void Copy(string source, Func<Task> copy)
    {
        if (!ShouldProcess(source, $"Copy to {Destination}"))
        {
            return;
        }

        try
        {
            TryCall(Session ?? SessionTable.Default, source, (_, _) => copy());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            WriteError(EngineErrorRecord.Make(e, "CopyFailed", ErrorCategory.WriteError, source));
        }
    }

    private async Task SendAsync(EngineSession session, string file, ContainerPath to)
    {
        var client = await session.GetClientAsync(StopToken).ConfigureAwait(false);
        var (directory, name) = await TargetAsync(client, to, System.IO.Path.GetFileName(file.TrimEnd('/'))).ConfigureAwait(false);
        var pipe = new Pipe();
        var write = WriteAsync(pipe.Writer, file, name);
        await client.CopyToContainerAsync(to.Container, directory, OwnedByUser, pipe.Reader.AsStream(), StopToken).ConfigureAwait(false);
        await write.ConfigureAwait(false);
    }

    private async Task WriteAsync(PipeWriter writer, string file, string name)
    {
        Exception? failure = null;
        try
        {
            await using var stream = writer.AsStream(leaveOpen: true);
            await LocalArchive.WriteAsync(stream, file, name, StopToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }
        finally
        {
            await writer.CompleteAsync(failure).ConfigureAwait(false);
        }
    }

    // As docker cp: a directory that is there gets the file; what is not there is its new name, in a directory that is there.
    private async Task<(string Directory, string Name)> TargetAsync(EngineClient client, ContainerPath to, string name)
    {
        try
        {
            var there = await client.Containers.GetContainerPathAsync(to.Container, to.Path.TrimEnd('/') + "/", StopToken).ConfigureAwait(false);
            if (there.IsDirectory)
            {
                return (to.Path, name);
            }
        }
        catch (Exception e) when (!to.Path.EndsWith('/') && EngineFailure.From(e) is { Id: not EngineErrorIds.ContainerNotFound })
        {
            // No directory: a file that is there is replaced, what is not there is made.
        }

        var slash = to.Path.LastIndexOf('/');
        return (slash <= 0 ? "/" : to.Path[..slash], to.Path[(slash + 1)..]);
    }

    private async Task ReceiveAsync(EngineSession session, ContainerPath from, string destination)
    {
        var client = await session.GetClientAsync(StopToken).ConfigureAwait(false);
        var (directory, rename) = Directory.Exists(destination)
            ? (destination, null)
            : (System.IO.Path.GetDirectoryName(destination)!, System.IO.Path.GetFileName(destination));
        var pipe = new Pipe();
        var extract = ExtractAsync(pipe.Reader, directory, rename);
        Exception? failure = null;
        try
        {
            await using var stream = pipe.Writer.AsStream(leaveOpen: true);
            await client.CopyFromContainerAsync(from.Container, from.Path, stream, StopToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            await pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
            await (failure is null ? extract : extract.ContinueWith(static ended => ended.Exception, TaskScheduler.Default)).ConfigureAwait(false);
        }
    }

    private async Task ExtractAsync(PipeReader reader, string directory, string? rename)
    {
        try
        {
            await using var stream = reader.AsStream(leaveOpen: true);
            await LocalArchive.ExtractAsync(stream, directory, rename, StopToken).ConfigureAwait(false);

            // Behind the archive's end there may be padding that the other side still sends.
            await stream.CopyToAsync(Stream.Null, StopToken).ConfigureAwait(false);
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }
}
