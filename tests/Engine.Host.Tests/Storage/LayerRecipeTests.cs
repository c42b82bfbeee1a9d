using Engine.Host.Images;
using Engine.Host.Storage;
using Engine.Host.Tests.Archives;
using Engine.Host.Tests.Images;

namespace Engine.Host.Tests.Storage;

/// <summary>A layer that came uncompressed is stored once, as a tree, and its archive is made again from it to the last byte.</summary>
public sealed class LayerRecipeTests
{
    private static readonly Dictionary<string, (Func<byte[]> Make, bool KeptWhole)> Archives = new()
    {
        ["files of every size"] = (() => new RawTar().Directory("./").File("empty").File("a", "x").File("block", new string('b', 512)).File("d/large", new string('c', 300_000)).End(), false),
        ["links and long names"] = (() => new RawTar().File("f", "content").Hardlink("h", "f").Symlink("s", "f").LongName('L', new string('n', 200)).File("cut", "long").Pax("path=pax/é").File("y", "p").End(), false),
        ["files through a link to a directory"] = (() => new RawTar().Directory("usr/lib").Symlink("lib", "usr/lib").File("lib/x", "there").End(), false),
        ["whiteouts, also with content"] = (() => new RawTar().File(".wh.gone", "junk").File("d/.wh..wh..opq").File("d/new", "n").File(".wh..wh.plnk/1.2", "aufs").End(), false),
        ["a sparse file"] = (() => new RawTar().Pax("GNU.sparse.map=0,3,1000,3", "GNU.sparse.size=5000", "GNU.sparse.name=f").File("GNUSparseFile.0/f", "abcdef").End(), false),
        ["something behind the end"] = (() => [.. new RawTar().File("f", "x").End(), .. "rubbish that belongs to the digest"u8], false),
        ["no end at all"] = (() => new RawTar().File("f", new string('x', 512)).End()[..1024], false),
        ["nothing"] = (() => new RawTar().End(), false),
        ["a file twice"] = (() => new RawTar().File("f", "first").File("g", "kept").File("f", "second").File("h", "after").End(), true),
        ["a tree replaced by a file"] = (() => new RawTar().File("d/a", "1").File("d/b", "2").File("d", "now a file").End(), true),
        ["a link replaced by a directory"] = (() => new RawTar().Directory("real").Symlink("l", "real").File("l/x", "there").Directory("l").File("l/x", "here").End(), true),
    };

    public static TheoryData<string> Names => [.. Archives.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_archive_is_made_again_to_the_last_byte(string name)
    {
        var (make, keptWhole) = Archives[name];
        var archive = make();
        await using var store = new TestStore();
        var id = await ImportAsync(store, archive);
        var diffId = Assert.Single(store.Images.Get(id).Layers);
        Assert.Equal(Sha256Digest.Of(archive), diffId);
        Assert.Equal(keptWhole, File.Exists(store.Layout.Blob(diffId)));
        Assert.Equal(archive, keptWhole ? await File.ReadAllBytesAsync(store.Layout.Blob(diffId), Token) : await ArchiveOf(store.Layout.Layer(diffId)));
        Assert.Empty(await new StoreCheck(store.Layout, store.Database).RunAsync(deep: true, repair: false, Token));
    }

    [Fact]
    public async Task A_changed_file_of_a_layer_is_found_by_the_deep_check()
    {
        await using var store = new TestStore();
        var archive = new RawTar().File("f", "content").End();
        await ImportAsync(store, archive);
        var file = store.Layout.LayerContent(Sha256Digest.Of(archive)) + "/f";
        await File.WriteAllTextAsync(file, "CONTENT", Token);
        Assert.Contains("content is that of", await ProblemAsync(store));
        await File.WriteAllTextAsync(file, "longer than it was", Token);
        Assert.Contains("18 bytes instead of 7", await ProblemAsync(store));
        File.Delete(LayerRecipe.PathOf(store.Layout.Layer(Sha256Digest.Of(archive))));
        Assert.Contains("recipe is missing", await ProblemAsync(store));
    }

    [Fact]
    public async Task A_layer_that_is_there_is_hashed_and_not_unpacked_again()
    {
        await using var store = new TestStore();
        var layer = ArchiveBuilder.Layer("f");
        var configuration = ArchiveBuilder.Configuration(layer);
        var archive = Named(configuration, layer, Sha256Digest.Of(layer));
        await LoadAsync(store, archive);
        var before = TreeSnapshot.Take(store.Layout.Layers);
        await LoadAsync(store, archive);
        Assert.Equal(before, TreeSnapshot.Take(store.Layout.Layers));

        // Other content under that name is no layer, whatever the configuration says.
        var other = ArchiveBuilder.Layer("g");
        var refusal = await Assert.ThrowsAnyAsync<Engine.Host.Errors.EngineException>(
            () => LoadAsync(store, Named(ArchiveBuilder.Configuration(other), other, Sha256Digest.Of(layer))));
        Assert.Contains("does not match its digest", refusal.Message);
    }

    [Fact]
    public async Task A_layer_that_an_image_on_its_way_in_relies_on_outlives_the_image_it_came_with()
    {
        await using var store = new TestStore();
        var layer = ArchiveBuilder.Layer("f");
        var configuration = ArchiveBuilder.Configuration(layer);
        var archive = Named(configuration, layer, Sha256Digest.Of(layer));
        await LoadAsync(store, archive);

        // The image goes while its second load has passed the layer and not yet come to the end.
        await store.Images.LoadAsync(
            new InterruptedStream(archive, archive.Length - 1024, () => store.Images.RemoveAsync(Sha256Digest.Of(configuration), true, Token)), null, null, Token);
        Assert.Equal([Sha256Digest.Of(layer)], store.Images.Get(Sha256Digest.Of(configuration)).Layers);
        Assert.Empty(await new StoreCheck(store.Layout, store.Database).RunAsync(deep: true, repair: false, Token));
        await store.Images.RemoveAsync(Sha256Digest.Of(configuration), true, Token);
        Assert.Equal(TestStore.Empty, store.Files());
    }

    /// <summary>The archive of a stored layer.</summary>
    internal static async Task<byte[]> ArchiveOf(string layerPath)
    {
        using var archive = new MemoryStream();
        await new LayerRecipe(layerPath).WriteArchiveAsync(archive, Token);
        return archive.ToArray();
    }

    private static Task<string> ImportAsync(TestStore store, byte[] archive) => store.Images.ImportAsync(new MemoryStream(archive), new ImportRequest(), null, Token);

    private static Task<IReadOnlyList<LoadedImage>> LoadAsync(TestStore store, byte[] archive) =>
        store.Images.LoadAsync(new MemoryStream(archive), null, null, Token);

    private static async Task<string> ProblemAsync(TestStore store) =>
        Assert.Single(await new StoreCheck(store.Layout, store.Database).RunAsync(deep: true, repair: false, Token)).Problem;

    private static byte[] Named(byte[] configuration, byte[] layer, string digest) => new RawTar()
        .File(Sha256Digest.Hex(digest) + ".tar", System.Text.Encoding.Latin1.GetString(layer))
        .File("config.json", System.Text.Encoding.Latin1.GetString(configuration))
        .File("manifest.json", $$"""[{"Config":"config.json","RepoTags":["app:1"],"Layers":["{{Sha256Digest.Hex(digest)}}.tar"]}]""").End();
}
