using System.IO.Pipelines;
using Engine.Protocol;

namespace Engine.PowerShell.Tests.Fakes;

/// <summary>One image, <c>busybox:latest</c>; imports count bytes.</summary>
public sealed partial class FakeImages(CallLog calls) : IImageService
{
    private static readonly ImageInfo s_busybox = new()
    {
        Id = "sha256:" + new string('b', 64),
        References = ["busybox:latest", "busybox:1"],
        OperatingSystem = "linux",
        Architecture = "amd64",
        Labels = new Dictionary<string, string>(),
        Defaults = new ImageDefaults { Command = ["sh"] },
        Size = 4 << 20,
        Created = DateTimeOffset.UnixEpoch,
    };

    public long ImportedBytes { get; private set; }

    public ImageImportRequest? Imported { get; private set; }

    public Task<IReadOnlyList<ImageInfo>> ListImagesAsync(ImageQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ImageInfo>>([s_busybox]);

    public Task<ImageInfo> GetImageAsync(string image, CancellationToken cancellationToken) =>
        image.StartsWith("busybox", StringComparison.Ordinal) || image == s_busybox.Id
            ? Task.FromResult(s_busybox)
            : throw FakeFailure.Of(EngineErrorCode.NotFound, EngineErrorIds.ImageNotFound, $"No such image: {image}", image);

    public async Task<IReadOnlyList<ImageInfo>> ImportImageAsync(ImageImportRequest request, IDuplexPipe archive, CancellationToken cancellationToken)
    {
        Imported = request;
        await using var bytes = archive.Input.AsStream();
        var first = new byte[6];
        var read = await bytes.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken);
        if (first.AsSpan(0, read).SequenceEqual("broken"u8))
        {
            await archive.Output.CompleteAsync();
            throw FakeFailure.Of(EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArchive, "The archive is broken.", "archive");
        }

        var buffer = new byte[65536];
        ImportedBytes = read;
        for (int more; (more = await bytes.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            ImportedBytes += more;
        }

        await archive.Output.CompleteAsync();
        return [s_busybox];
    }

    public Task TagImageAsync(string image, string reference, CancellationToken cancellationToken)
    {
        calls.Add($"tag {image} {reference}");
        return Task.CompletedTask;
    }

    public Task<ImageRemoval> RemoveImageAsync(string image, bool force, CancellationToken cancellationToken)
    {
        calls.Add($"rmi {image}");
        return Task.FromResult(new ImageRemoval { Untagged = [image], Deleted = [] });
    }
}
