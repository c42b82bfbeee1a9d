using System.Collections.Concurrent;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <summary>
/// The images of the engine: what both faces and the containers use. What a completed call changed is durable; a call that failed, was
/// cancelled or was cut off by a crash leaves nothing, or only what the next start removes.
/// </summary>
internal sealed partial class ImageStore : IDisposable
{
    private readonly StoreLayout layout;
    private readonly EngineDatabase database;
    private readonly LayerIntake intake;
    private readonly LayerPins pins = new();
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, ImageConfiguration> configurations = [];

    // Held while files take or leave their places and the database changes with them; never while content is read or written.
    private readonly SemaphoreSlim placing = new(1);

    private ImageStore(StoreLayout layout, EngineDatabase database, UnpackLimits limits, TimeProvider clock)
    {
        this.layout = layout;
        this.database = database;
        this.clock = clock;
        intake = new LayerIntake(layout, limits, FindLayerAsync);
    }

    public StoreLayout Layout => layout;

    public LayerIntake Intake => intake;

    public LayerPins Pins => pins;

    /// <summary>Raised after each change, when it is durable.</summary>
    public event Action<ImageEvent>? Changed;

    /// <summary>Answers whether a holder of images (a container) runs; decides which words a refused removal gets.</summary>
    public Func<string, bool> IsRunning { get; set; } = _ => false;

    /// <summary>Opens the store below a data root and removes what an earlier crash left half-made.</summary>
    public static ImageStore Open(StoreLayout layout, EngineDatabase database, UnpackLimits? limits = null, TimeProvider? clock = null)
    {
        StoreSweep.Run(layout, database);
        return new ImageStore(layout, database, limits ?? new(), clock ?? TimeProvider.System);
    }

    /// <summary>All images, newest first.</summary>
    public IReadOnlyList<Image> List() =>
        [.. database.Read(ImageQueries.All).Select(Complete).OrderByDescending(image => image.Created).ThenBy(image => image.Id, StringComparer.Ordinal)];

    /// <summary>The image that a reference, an ID or an unambiguous beginning of an ID names.</summary>
    /// <exception cref="Errors.EngineException">There is none, there are several, or the name is no name.</exception>
    public Image Get(string name) => Complete(database.Read(connection => ImageQueries.Resolve(connection, name)));

    /// <summary>The ID of the image that a full reference names, or null.</summary>
    public string? Find(ImageReference reference) => database.Read(connection => ImageQueries.Find(connection, reference));

    /// <summary>True if there is an image of that ID.</summary>
    public bool Has(string imageId) => database.Read(connection => ImageQueries.ById(connection, imageId)) is not null;

    /// <summary>The configuration as the bytes whose digest is the image's ID.</summary>
    public Task<byte[]> ReadConfigurationAsync(string imageId, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(layout.Blob(imageId), cancellationToken);

    private Image Complete(ImageRow row) => new()
    {
        Id = row.Id,
        Configuration = configurations.GetOrAdd(
            row.Id,
            static (id, layout) => ImageJson.Read(File.ReadAllBytes(layout.Blob(id)), ImageJson.Default.ImageConfiguration, $"the configuration of image {id}"),
            layout),
        Size = row.Size,
        Tags = [.. row.References.Where(reference => reference.Digest is null)],
        Digests = [.. row.References.Where(reference => reference.Digest is not null)],
        LastTagged = row.Tagged is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null,
        Holders = row.Holders,
    };

    public void Dispose() => placing.Dispose();

    private void Raise(string action, string imageId, string name) => Changed?.Invoke(new(action, imageId, name));
}
