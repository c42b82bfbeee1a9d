using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Writes images to one archive that docker, podman and other engines read: a docker-archive and an OCI layout in one.</summary>
[Cmdlet(VerbsData.Export, "Image", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[Alias("Save-Image")]
[OutputType(typeof(FileInfo))]
public sealed class ExportImageCommand : ImageTargetCommand
{
    private const int FileBuffer = 256 * 1024;
    private readonly List<string> _images = [];
    private EngineSession? _session;

    /// <summary>The archive to write.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The images must be for this platform, as linux/arm64.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Platform { get; set; }

    /// <summary>Overwrite an archive that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessImage(EngineSession session, string image, string shown, object given)
    {
        _session ??= session;

        // By id the archive would not have its names.
        _images.AddRange(given is Image { Reference.Count: > 0 } piped ? piped.Reference : [image]);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        if (_images.Count == 0 || !ShouldProcess(path, $"Export {string.Join(", ", _images)}"))
        {
            return;
        }

        if (File.Exists(path) && !Force)
        {
            WriteError(EngineErrorRecord.Make(new IOException($"{path} is there already; -Force overwrites it."), "PathExists", ErrorCategory.ResourceExists, path));
            return;
        }

        // Under another name until it is whole: nobody takes half an archive for one.
        var partial = path + ".partial";
        var progress = new ProgressRecord(0, $"Exporting {path}", "0 MiB");
        Pump(async (queue, token) =>
        {
            try
            {
                var client = await _session!.GetClientAsync(token).ConfigureAwait(false);
                await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, FileBuffer, FileOptions.Asynchronous))
                {
                    long next = 0;
                    await client.ExportImagesAsync(
                        new ImageExportRequest { Images = _images, Platform = Platform },
                        file,
                        bytes =>
                        {
                            if (Environment.TickCount64 >= next)
                            {
                                next = Environment.TickCount64 + 200;
                                _ = queue.PostAsync(cmdlet => cmdlet.WriteProgress(new ProgressRecord(0, progress.Activity, $"{bytes >> 20} MiB")), token).AsTask();
                            }
                        },
                        token).ConfigureAwait(false);
                }

                File.Move(partial, path, overwrite: true);
                await queue.WriteAsync(new FileInfo(path), token).ConfigureAwait(false);
            }
            catch (Exception e) when (EngineErrorRecord.From(e, string.Join(", ", _images)) is { } record)
            {
                await queue.PostAsync(_ => WriteEngineError(record), token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await queue.PostAsync(_ => WriteError(EngineErrorRecord.Make(e, "FileUnwritable", ErrorCategory.WriteError, path)), token).ConfigureAwait(false);
            }
            finally
            {
                File.Delete(partial);
                progress.RecordType = ProgressRecordType.Completed;
                await queue.PostAsync(cmdlet => cmdlet.WriteProgress(progress), CancellationToken.None).ConfigureAwait(false);
            }
        });
    }
}
