namespace Engine.Host.Images;

/// <content>Giving images names.</content>
internal sealed partial class ImageStore
{
    /// <summary>Gives an image a further reference; one that named another image is moved.</summary>
    /// <exception cref="Errors.EngineException">There is no such image, or the reference is none that can be given.</exception>
    public async Task TagAsync(string image, string reference, CancellationToken cancellationToken)
    {
        var parsed = ImageReference.Parse(reference).WithDefaultTag();
        if (parsed.Digest is not null)
        {
            throw ImageErrors.TagWithDigest();
        }

        var id = await database.WriteAsync(
            connection =>
            {
                var row = ImageQueries.Resolve(connection, image);
                SetReference(connection, parsed, row.Id, clock.GetUtcNow().ToUnixTimeMilliseconds());
                return row.Id;
            },
            cancellationToken).ConfigureAwait(false);
        Raise("tag", id, parsed.Familiar);
    }
}
