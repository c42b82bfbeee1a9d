using Engine.Protocol;

namespace Engine.PowerShell.Completion;

/// <summary>Completes images' references.</summary>
public sealed class ImageReferenceCompleter : EngineCompleter
{
    private protected override async Task<IEnumerable<(string Value, string Hint)>> CompleteAsync(
        EngineClient client, string command, CancellationToken cancellationToken)
    {
        var images = await client.Images.ListImagesAsync(new ImageQuery { Dangling = false }, cancellationToken).ConfigureAwait(false);
        return images.SelectMany(image => image.References.Select(reference => (reference, $"{image.Size >> 20} MiB, {image.Architecture}")));
    }
}
