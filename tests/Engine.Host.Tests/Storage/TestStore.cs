using Engine.Host.Images;
using Engine.Host.Storage;

namespace Engine.Host.Tests.Storage;

/// <summary>A store of its own below a private directory, removed with it.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly UnpackLimits limits;

    public TestStore(UnpackLimits? limits = null, string? root = null)
    {
        if (Environment.UserName != "root")
        {
            Assert.Skip("needs root: layers have owners, devices and trusted attributes");
        }

        this.limits = limits ?? new();
        Root = root ?? Directory.CreateTempSubdirectory("engine-store-").FullName;
        Layout = new StoreLayout(Path.Combine(Root, "data"));
        Database = EngineDatabase.Open(Path.Combine(Layout.DataRoot, "engine.db"), EngineSchema.Steps);
        Images = ImageStore.Open(Layout, Database, this.limits);
    }

    public string Root { get; }

    public StoreLayout Layout { get; private set; }

    public EngineDatabase Database { get; private set; }

    public ImageStore Images { get; private set; }

    /// <summary>Everything below the data root but the database, as paths relative to it.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Directory.EnumerateFileSystemEntries(Layout.DataRoot, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Layout.DataRoot, path)).Where(path => !path.StartsWith("engine.db", StringComparison.Ordinal)).Order(),
    ];

    /// <summary>What a store that holds nothing looks like.</summary>
    public static IReadOnlyList<string> Empty { get; } = ["blobs", "blobs/sha256", "containers-layers", "empty", "overlay", "partial", "tmp"];

    /// <summary>Ends the store and opens it again, as a restart of the daemon does.</summary>
    public async Task ReopenAsync()
    {
        Images.Dispose();
        await Database.DisposeAsync();
        Layout = new StoreLayout(Layout.DataRoot);
        Database = EngineDatabase.Open(Path.Combine(Layout.DataRoot, "engine.db"), EngineSchema.Steps);
        Images = ImageStore.Open(Layout, Database, limits);
    }

    /// <summary>Uses an image as a container does that is being created.</summary>
    public Task HoldAsync(string imageId, string holder) => Database.WriteAsync(connection => ImageStore.Hold(connection, holder, imageId));

    /// <summary>Ends that, as the removal of the container does.</summary>
    public async Task ReleaseAsync(string holder)
    {
        await Database.WriteAsync(connection => ImageStore.Release(connection, holder));
        await Images.CollectAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Images.Dispose();
        await Database.DisposeAsync();
        DirectoryTree.Remove(Root);
    }
}
