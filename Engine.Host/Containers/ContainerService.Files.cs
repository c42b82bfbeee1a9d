using System.IO.Pipelines;
using Engine.Host.Archives;
using Engine.Host.Containers.Files;
using Engine.Host.Storage;

namespace Engine.Host.Containers;

internal sealed partial class ContainerService
{
    public Task<ContainerArchive> OpenArchiveAsync(string container, string path) => services.Index.Find(container).OpenArchiveAsync(path);

    public async Task ExtractAsync(string container, string path, PipeReader archive, ExtractOptions options, CancellationToken cancellationToken)
    {
        ContainerOwner owner = services.Index.Find(container);
        try
        {
            // Unpacked here and not by a program that could be the container's own (CVE-2026-41567).
            (Stream content, _) = await CompressedStream.OpenAsync(archive, cancellationToken);
            await using (content)
            {
                await owner.ExtractAsync(path, content, options, cancellationToken);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            throw new ArchiveException($"the compressed archive is damaged: {e.Message}", e);
        }
    }

    public async Task ExportAsync(string container, Stream archive, CancellationToken cancellationToken)
    {
        ContainerOwner owner = services.Index.Find(container);
        using ContainerTree tree = owner.OpenLayers();
        var tar = new TarWriter(archive);
        await new TreeArchive(tar, new TreeArchiveOptions()).WriteDirectoryAsync(tree.Root, [], cancellationToken);
        await tar.FinishAsync(cancellationToken);
        owner.Publish("export");
    }

    public IReadOnlyList<TreeChange> GetChanges(string container) => services.Index.Find(container).Changes();
}
