using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Brings images into the engine from archives of Docker's or OCI's layout, or makes one of a root filesystem's archive. The archive is
/// read here and sent, so that the engine may be elsewhere and never opens a path of the caller.</summary>
[Cmdlet(VerbsData.Import, "Image", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[Alias("Load-Image")]
[OutputType(typeof(Image))]
public sealed class ImportImageCommand : EngineCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string StreamSet = "Stream";
    private const int FileBuffer = 256 * 1024;

    /// <summary>Archives. Wildcards may be used.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Archives, by exactly these paths.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A stream to read the archive from, to its end.</summary>
    [Parameter(Mandatory = true, ParameterSetName = StreamSet)]
    [ValidateNotNull]
    public Stream? InputStream { get; set; }

    /// <summary>Name of the new image: says that the archive is a root filesystem.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reference { get; set; }

    /// <summary>Dockerfile instructions for the new image: CMD ["sh"], ENV A=b. With -Reference.</summary>
    [Parameter]
    public string[] Change { get; set; } = [];

    /// <summary>A note in the new image's history. With -Reference.</summary>
    [Parameter]
    public string? Message { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == StreamSet)
        {
            Import(InputStream!, "(stream)");
            return;
        }

        foreach (var path in ParameterSetName == PathSet ? Path.SelectMany(Resolve) : LiteralPath.Select(GetUnresolvedProviderPathFromPSPath))
        {
            try
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileBuffer, FileOptions.SequentialScan | FileOptions.Asynchronous);
                Import(file, path);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                WriteError(EngineErrorRecord.Make(e, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                WriteError(EngineErrorRecord.Make(e, "FileUnreadable", ErrorCategory.ReadError, path));
            }
        }
    }

    private IEnumerable<string> Resolve(string path)
    {
        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException e)
        {
            WriteError(EngineErrorRecord.Make(e, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            return [];
        }
    }

    private void Import(Stream archive, string source)
    {
        var session = Session ?? SessionTable.Default;
        if (!ShouldProcess(source, Reference is null ? "Import images" : $"Import a root filesystem as {Reference}"))
        {
            return;
        }

        var request = new ImageImportRequest
        {
            Format = Reference is null ? ImageArchiveFormat.Images : ImageArchiveFormat.RootFileSystem,
            Reference = Reference,
            Changes = Change,
            Message = Message,
        };
        var progress = new ArchiveProgress(archive);
        Pump(async (queue, token) =>
        {
            try
            {
                var client = await session.GetClientAsync(token).ConfigureAwait(false);
                var call = client.ImportImageAsync(request, progress, token);
                await progress.ReportAsync(call, source, queue, token).ConfigureAwait(false);
                foreach (var image in await call.ConfigureAwait(false))
                {
                    await queue.WriteAsync(new Image(image, session), token).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (EngineErrorRecord.From(e, source) is { } record)
            {
                await queue.PostAsync(_ => WriteEngineError(record), token).ConfigureAwait(false);
            }
        });
    }
}
