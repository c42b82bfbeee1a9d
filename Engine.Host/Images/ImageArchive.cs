using System.IO.Pipelines;
using System.Text;
using Engine.Host.Archives;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <summary>
/// All that an image archive holds, taken in as it streams by: documents in memory, layers in temporary files and already unpacked, because
/// what an archive calls its parts comes only at its end. Whatever no image takes over is removed when this is disposed.
/// </summary>
internal sealed class ImageArchive : IDisposable
{
    private const int LargestDocument = 8 << 20;
    private const int AllDocuments = 64 << 20;
    private const int MostParts = 100_000;
    private const int MostLinks = 16;

    private readonly Dictionary<string, byte[]> documents = [];
    private readonly Dictionary<string, IncomingLayer> layers = [];
    private readonly Dictionary<string, string> links = [];
    private int documentBytes;

    private ImageArchive()
    {
    }

    /// <exception cref="Errors.EngineException">The archive is damaged or holds no images.</exception>
    public static async Task<ImageArchive> ReadAsync(
        Stream source, LayerIntake intake, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        var archive = new ImageArchive();
        try
        {
            var (content, _) = await CompressedStream.OpenAsync(PipeReader.Create(source, new(new ArchiveBuffers(), ArchiveBuffers.Size, leaveOpen: true)), cancellationToken)
                .ConfigureAwait(false);
            await using (content)
            {
                var reader = new TarReader(content);
                while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    await archive.AddAsync(entry, reader, intake, progress, cancellationToken).ConfigureAwait(false);
                }
            }

            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>The document of that path, links followed; null if there is none.</summary>
    public byte[]? Document(string path) => documents.GetValueOrDefault(Resolve(path));

    /// <summary>The layer of that path, links followed; null if there is none.</summary>
    public IncomingLayer? Layer(string path) => layers.GetValueOrDefault(Resolve(path));

    /// <summary>Names of the parts, for messages.</summary>
    public bool Has(string path) => documents.ContainsKey(path) || layers.ContainsKey(path);

    public void Dispose()
    {
        foreach (var layer in layers.Values)
        {
            layer.Dispose();
        }
    }

    private async ValueTask AddAsync(
        TarEntry entry, TarReader reader, LayerIntake intake, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        var path = Clean(entry.NameText);
        if (entry.Type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            // A symbolic link counts from its own directory, a hard link from the root of the archive.
            var target = Encoding.UTF8.GetString(entry.LinkName);
            links[path] = Clean(entry.Type == TarEntryType.HardLink ? target : $"{Path.GetDirectoryName(path)}/{target}");
            return;
        }

        if (entry.Type != TarEntryType.Regular)
        {
            return;
        }

        if (layers.Count + documents.Count >= MostParts)
        {
            throw ImageErrors.InvalidArchive($"it has more than {MostParts} parts");
        }

        var start = new byte[(int)Math.Min(entry.StoredSize, TarHeader.BlockSize)];
        for (var done = 0; done < start.Length;)
        {
            done += await reader.ReadAsync(start.AsMemory(done), cancellationToken).ConfigureAwait(false);
        }

        await using var content = new ArchiveContent(start, reader);
        if (IsLayer(start))
        {
            var label = LabelOf(path);
            var layer = await intake
                .ReceiveAsync(content, DigestIn(path), progress is null ? null : done => progress.Report(new(label, "Loading layer", done, entry.StoredSize)), cancellationToken)
                .ConfigureAwait(false);
            if (layers.Remove(path, out var earlier))
            {
                earlier.Dispose();
            }

            layers[path] = layer;
        }
        else if (entry.StoredSize <= LargestDocument)
        {
            documentBytes += (int)entry.StoredSize;
            if (documentBytes > AllDocuments)
            {
                throw ImageErrors.InvalidArchive($"its documents are larger than {AllDocuments} bytes");
            }

            var document = new byte[entry.StoredSize];
            await content.ReadExactlyAsync(document, cancellationToken).ConfigureAwait(false);
            documents[path] = document;
        }
    }

    private static bool IsLayer(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, ..] or [0x28, 0xB5, 0x2F, 0xFD, ..] or [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => true,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] or [(byte)'B', (byte)'Z', (byte)'h', ..] => true,
        { Length: TarHeader.BlockSize } => new TarHeader(start).IsZero || new TarHeader(start).HasValidChecksum,
        _ => false,
    };

    /// <summary>The digest that a part is named by, as docker save (since 25), podman and skopeo name them; null if it is not.</summary>
    private static string? DigestIn(string path)
    {
        var name = Path.GetFileName(path);
        var end = name.IndexOf('.', StringComparison.Ordinal);
        var digest = Sha256Digest.Prefix + (end < 0 ? name : name[..end]);
        return Sha256Digest.IsValid(digest) ? digest : null;
    }

    private string Resolve(string path)
    {
        path = Clean(path);
        for (var i = 0; i < MostLinks && links.TryGetValue(path, out var target); i++)
        {
            path = target;
        }

        return path;
    }

    /// <summary>A part's name as one of this archive's: names are only ever looked up, never opened.</summary>
    private static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static string LabelOf(string path)
    {
        var name = path.EndsWith("/layer.tar", StringComparison.Ordinal) ? path[..^10] : path;
        name = Path.GetFileName(name);
        return name[..Math.Min(12, name.Length)];
    }
}
