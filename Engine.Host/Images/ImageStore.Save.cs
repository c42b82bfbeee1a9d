using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <content>Writing archives of images.</content>
internal sealed partial class ImageStore
{
    /// <summary>
    /// Writes images as one archive that is a docker-archive and an OCI layout in one, as docker's is since version 25. What came compressed
    /// stays so, with the manifest it came with.
    /// </summary>
    /// <param name="names">References and IDs; a repository without a tag stands for all of its tags.</param>
    /// <param name="platform">The images must be for this one, or null.</param>
    /// <param name="open">Gives where the archive goes, once all names are found.</param>
    /// <param name="cancellationToken">Ends it; the archive is not whole then.</param>
    /// <exception cref="EngineException">A name names nothing.</exception>
    public async Task SaveAsync(IReadOnlyList<string> names, Platform? platform, Func<Stream> open, CancellationToken cancellationToken)
    {
        var chosen = Choose(names, platform);
        var kept = new List<IDisposable>();
        try
        {
            var images = new List<SavedImage>();
            foreach (var (image, tags) in chosen)
            {
                kept.Add(await PinAsync(image.Id, cancellationToken).ConfigureAwait(false));
                images.Add(new(await ReadStoredAsync(image.Id, null, cancellationToken).ConfigureAwait(false), image.Created, tags));
            }

            await new ImageArchiveWriter(this, open()).WriteAsync(images, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or Linux.LinuxException)
        {
            throw StorageErrors.Translate(e, "cannot save the images");
        }
        finally
        {
            kept.ForEach(pin => pin.Dispose());
            await CollectAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private List<(Image Image, List<ImageReference> Tags)> Choose(IReadOnlyList<string> names, Platform? platform)
    {
        if (names.Count == 0)
        {
            throw new InvalidArgumentException("no image is named");
        }

        var chosen = new List<(Image Image, List<ImageReference> Tags)>();
        foreach (var name in names)
        {
            // A repository without a tag is all of its tags, if it has any; otherwise the name may be an ID's.
            var all = ImageReference.TryParse(name, out var reference) && reference is { Tag: null, Digest: null } ? TagsOf(reference) : [];
            foreach (var tag in all)
            {
                Add(Get(tag.ToString()), tag);
            }

            if (all.Count == 0)
            {
                Add(Get(name), reference is { Tag: not null, Digest: null } && Find(reference) is not null ? reference : null);
            }
        }

        return chosen;

        void Add(Image image, ImageReference? tag)
        {
            Platform actual = new() { OperatingSystem = image.Configuration.OperatingSystem, Architecture = image.Configuration.Architecture, Variant = image.Configuration.Variant };
            if (platform is not null && !actual.Fits(platform))
            {
                throw new NotFoundException($"image with reference {tag?.Familiar ?? image.Id} was found but does not provide the specified platform ({platform})", ErrorCode.ImageNotFound);
            }

            var index = chosen.FindIndex(other => other.Image.Id == image.Id);
            if (index < 0)
            {
                chosen.Add((image, []));
                index = chosen.Count - 1;
            }

            if (tag is not null && !chosen[index].Tags.Contains(tag))
            {
                chosen[index].Tags.Add(tag);
            }
        }
    }
}
