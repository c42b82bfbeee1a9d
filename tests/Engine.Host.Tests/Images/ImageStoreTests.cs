using System.IO.Compression;
using System.Text;
using Engine.Host.Errors;
using Engine.Host.Images;
using Engine.Host.Storage;
using Engine.Host.Tests.Archives;
using Engine.Host.Tests.Storage;

namespace Engine.Host.Tests.Images;

public sealed class ImageStoreTests
{
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private static readonly byte[] Base = ArchiveBuilder.Layer("base");
    private static readonly byte[] Top = ArchiveBuilder.Layer("top");
    private static readonly byte[] Both = ArchiveBuilder.Configuration(Base, Top);
    private static readonly byte[] One = ArchiveBuilder.Configuration(Base);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_images_of_one_archive_share_their_layers_and_have_the_digest_of_their_configuration()
    {
        await using var store = new TestStore();
        var loaded = await Load(store, ArchiveBuilder.Docker((["one:1", "one:also"], One, [Base]), (["localhost:5000/both"], Both, [Base, Top]), ([], ArchiveBuilder.Configuration(Top), [Top])));
        Assert.Equal([Sha256Digest.Of(One), Sha256Digest.Of(Both)], loaded.Take(2).Select(image => image.Id));
        Assert.Equal(["one:1", "one:also"], store.Images.Get("one:1").Tags.Select(tag => tag.Familiar).Order());
        Assert.True(store.Images.Get(loaded[2].Id).IsDangling);
        Assert.Equal(["sh"], store.Images.Get("one:also").Defaults.Cmd);
        Assert.Equal(2, Directory.EnumerateDirectories(store.Layout.Layers).Count());
        Assert.Equal([store.Layout.LayerContent(Sha256Digest.Of(Top)), store.Layout.LayerContent(Sha256Digest.Of(Base))], store.Images.LayerDirectories(Sha256Digest.Of(Both)));
        Assert.True(File.Exists(store.Images.LayerDirectories(Sha256Digest.Of(Both))[0] + "/top"));
        Assert.Empty(await new StoreCheck(store.Layout, store.Database).RunAsync(deep: true, repair: false, Token));
    }

    [Fact]
    public async Task Names_resolve_by_tag_id_and_beginning_of_the_id()
    {
        await using var store = new TestStore();
        await Load(store, ArchiveBuilder.Docker((["one:latest"], One, [Base])));
        var id = Sha256Digest.Of(One);
        foreach (var name in new[] { "one", "one:latest", "docker.io/library/one", id, id[7..], id[7..19], id[..20] })
        {
            Assert.Equal(id, store.Images.Get(name).Id);
        }

        Assert.Equal("No such image: two:latest", Assert.Throws<NotFoundException>(() => store.Images.Get("two")).Message);
        Assert.Throws<NotFoundException>(() => store.Images.Get("sha256:" + new string('0', 64)));
        Assert.Throws<InvalidArgumentException>(() => store.Images.Get("a b"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("plain")]
    public async Task An_OCI_layout_loads_the_image_for_the_platform_through_nested_indexes(string compression)
    {
        await using var store = new TestStore();
        var layer = compression switch { "gzip" => Gzip(Base), "zstd" => Zstd(Base), _ => Base };
        var manifest = ArchiveBuilder.Manifest(One, layer);
        var other = ArchiveBuilder.Manifest(Both, Top);
        var nested = ArchiveBuilder.Index(
            ArchiveBuilder.Descriptor(other, ManifestType, "linux/s390x"),
            ArchiveBuilder.Descriptor(other, ManifestType, "unknown/unknown"),
            ArchiveBuilder.Descriptor(manifest, ManifestType, "linux/amd64"));
        var index = ArchiveBuilder.Index(ArchiveBuilder.Descriptor(nested, IndexType, name: "quay.io/some/app:1"));
        var archive = new RawTar().File("oci-layout", """{"imageLayoutVersion":"1.0.0"}""").Blob(layer).Blob(One).Blob(manifest).Blob(nested)
            .File("index.json", Encoding.UTF8.GetString(index)).End();
        var image = Assert.Single(await store.Images.LoadAsync(
            new MemoryStream(archive), new() { OperatingSystem = "linux", Architecture = "amd64" }, null, Token));
        Assert.Equal((Sha256Digest.Of(One), "quay.io/some/app:1"), (image.Id, image.References[0].Familiar));

        // The blob stays as it came, so that it can be passed on under its digest; one that came uncompressed is made again from the tree.
        Assert.Equal(layer, compression is "gzip" or "zstd"
            ? File.ReadAllBytes(store.Layout.Blob(Sha256Digest.Of(layer)))
            : await LayerRecipeTests.ArchiveOf(store.Layout.Layer(Sha256Digest.Of(layer))));
        Assert.True(File.Exists(store.Layout.LayerContent(Sha256Digest.Of(Base)) + "/base"));
        Assert.Empty(await new StoreCheck(store.Layout, store.Database).RunAsync(deep: true, repair: false, Token));
        Assert.Equal(2, (await store.Images.RemoveAsync("quay.io/some/app:1", false, Token)).Count(item => item.Deleted is not null));
        Assert.Equal(TestStore.Empty, store.Files());
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "layer of another digest", "invalid diffID for layer 0" },
        { "one layer too few", "layers length mismatch" },
        { "layer missing", "is missing" },
        { "layer that is no archive", "is not a tar archive" },
        { "configuration missing", "configuration" },
        { "configuration that is no JSON", "not what it should be" },
        { "manifest that is no JSON", "not what it should be" },
        { "no manifest", "neither manifest.json" },
        { "cut short", "unexpected end" },
        { "damaged gzip", "" },
        { "bad tag", "invalid reference format" },
        { "hostile layer", "leads out" },
        { "blob of another digest", "does not match its digest" },
        { "digest that is a path", "invalid digest" },
        { "manifest that is also an index", "both a manifest and an index" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_archive_is_refused_and_nothing_of_it_stays(string fault, string why)
    {
        await using var store = new TestStore();
        var whole = ArchiveBuilder.Docker((["one"], One, [Base]));
        var lying = ArchiveBuilder.Manifest(One, Base);
        var hostile = new RawTar().File("../../../x").End();
        var damaged = Gzip(whole);
        damaged.AsSpan(damaged.Length / 2, 8).Fill(0xFF);
        var archive = fault switch
        {
            "layer of another digest" => ArchiveBuilder.Docker((["one"], One, [Top])),
            "one layer too few" => ArchiveBuilder.Docker((["one"], Both, [Base])),
            "layer missing" => new RawTar().File("c", Encoding.UTF8.GetString(One)).File("manifest.json", """[{"Config":"c","Layers":["l"]}]""").End(),
            "layer that is no archive" => new RawTar().File("c", Encoding.UTF8.GetString(One)).File("l", "text").File("manifest.json", """[{"Config":"c","Layers":["l"]}]""").End(),
            "configuration missing" => new RawTar().File("manifest.json", """[{"Config":"c","Layers":[]}]""").End(),
            "configuration that is no JSON" => ArchiveBuilder.Docker((["one"], "{"u8.ToArray(), [Base])),
            "manifest that is no JSON" => new RawTar().File("manifest.json", "[[").End(),
            "no manifest" => new RawTar().File("hello", "world").End(),
            "cut short" => whole[..^3000],
            "damaged gzip" => damaged,
            "bad tag" => ArchiveBuilder.Docker((["One:1"], One, [Base])),
            "hostile layer" => ArchiveBuilder.Docker((["one"], ArchiveBuilder.Configuration(hostile), [hostile])),
            "blob of another digest" => new RawTar().File("blobs/sha256/" + Sha256Digest.Of(lying)[7..], "{}")
                .File("index.json", Encoding.UTF8.GetString(ArchiveBuilder.Index(ArchiveBuilder.Descriptor(lying, ManifestType)))).End(),
            "digest that is a path" => new RawTar().File("index.json", """{"manifests":[{"digest":"sha256:../../../etc/passwd","size":1}]}""").End(),
            _ => new RawTar().File("index.json", """{"manifests":[],"layers":[],"config":{"digest":"x"}}""").End(),
        };
        var refusal = await Assert.ThrowsAnyAsync<EngineException>(() => Load(store, archive));
        Assert.Equal(EngineErrorKind.InvalidArgument, refusal.Kind);
        Assert.Contains(why, refusal.Message);
        Assert.Equal(TestStore.Empty, store.Files());
        Assert.Empty(store.Images.List());
    }

    [Fact]
    public async Task Import_makes_an_image_of_a_root_filesystem_with_the_changes_asked_for()
    {
        await using var store = new TestStore();
        var id = await store.Images.ImportAsync(
            new MemoryStream(Gzip(Base)),
            new()
            {
                Reference = "made:1",
                Message = "by hand",
                Changes =
                [
                    """CMD ["sh", "-c", "echo hi"]""", "ENTRYPOINT exec /init", "ENV A=1 B=\"two words\"", "ENV C the rest of it", "EXPOSE 80 53/udp",
                    "VOLUME /data /more", "WORKDIR /srv", "WORKDIR app", "USER 1000:1000", "LABEL k=v", "STOPSIGNAL SIGQUIT",
                ],
            },
            null,
            Token);
        var image = store.Images.Get("made:1");
        Assert.Equal(id, image.Id);
        Assert.Equal([Sha256Digest.Of(Base)], image.Layers);
        Assert.Equal("by hand", image.Configuration.Comment);
        Assert.Equal(["sh", "-c", "echo hi"], image.Defaults.Cmd);
        Assert.Equal(["/bin/sh", "-c", "exec /init"], image.Defaults.Entrypoint);
        Assert.Equal(["A=1", "B=two words", "C=the rest of it"], image.Defaults.Env);
        Assert.Equal(["53/udp", "80/tcp"], image.Defaults.ExposedPorts!.Keys.Order());
        Assert.Equal(["/data", "/more"], image.Defaults.Volumes!.Keys.Order());
        Assert.Equal(("/srv/app", "1000:1000", "v", "SIGQUIT"), (image.Defaults.WorkingDir, image.Defaults.User, image.Defaults.Labels!["k"], image.Defaults.StopSignal));
        Assert.Equal(id, Sha256Digest.Of(await store.Images.ReadConfigurationAsync(id, Token)));
    }

    [Theory]
    [InlineData("RUN make", "run is not a valid change command")]
    [InlineData("EXPOSE 99999", "invalid containerPort: 99999")]
    [InlineData("ENV", "ENV requires at least one argument")]
    [InlineData("LABEL a=\"b", "matching double-quote")]
    public async Task Import_refuses_changes_that_make_no_sense(string change, string why)
    {
        await using var store = new TestStore();
        var refusal = await Assert.ThrowsAnyAsync<EngineException>(() => store.Images.ImportAsync(new MemoryStream(Base), new() { Changes = [change] }, null, Token));
        Assert.Contains(why, refusal.Message);
    }

    [Fact]
    public async Task Removal_untags_first_and_takes_what_nothing_else_needs_with_the_last_name()
    {
        await using var store = new TestStore();
        await Load(store, ArchiveBuilder.Docker((["one"], One, [Base]), (["both"], Both, [Base, Top])));
        await store.Images.TagAsync("both", "both:again", Token);
        Assert.Equal(["both:again"], (await store.Images.RemoveAsync("both:again", false, Token)).Select(item => item.Untagged));

        var chain = PendingImage.ChainIds([Sha256Digest.Of(Base), Sha256Digest.Of(Top)]);
        Assert.Equal(
            [new("both:latest", null), new(null, Sha256Digest.Of(Both)), new RemovedReference(null, chain[1])],
            await store.Images.RemoveAsync("both", false, Token));
        Assert.True(Directory.Exists(store.Layout.Layer(Sha256Digest.Of(Base))));
        Assert.False(Directory.Exists(store.Layout.Layer(Sha256Digest.Of(Top))));
        await store.Images.RemoveAsync(Sha256Digest.Of(One)[7..17], false, Token);
        Assert.Equal(TestStore.Empty, store.Files());
    }

    [Fact]
    public async Task Removal_of_what_containers_use_is_refused_in_dockers_words()
    {
        await using var store = new TestStore();
        await Load(store, ArchiveBuilder.Docker((["one"], One, [Base])));
        var id = Sha256Digest.Of(One);
        var holder = new string('c', 64);
        await store.HoldAsync(id, holder);
        Assert.Equal(
            $"conflict: unable to remove repository reference \"one:latest\" (must force) - container cccccccccccc is using its referenced image {id[7..19]}",
            (await Assert.ThrowsAsync<ConflictException>(() => store.Images.RemoveAsync("one", false, Token))).Message);
        Assert.Equal(
            $"conflict: unable to delete {id[7..19]} (must be forced) - image is being used by stopped container cccccccccccc",
            (await Assert.ThrowsAsync<ConflictException>(() => store.Images.RemoveAsync(id, false, Token))).Message);
        await store.Images.TagAsync("one", "other", Token);
        Assert.EndsWith(
            "(must be forced) - image is referenced in multiple repositories",
            (await Assert.ThrowsAsync<ConflictException>(() => store.Images.RemoveAsync(id, false, Token))).Message);
        store.Images.IsRunning = _ => true;
        Assert.Equal(
            $"conflict: unable to delete {id[7..19]} (cannot be forced) - image is being used by running container cccccccccccc",
            (await Assert.ThrowsAsync<ConflictException>(() => store.Images.RemoveAsync(id, true, Token))).Message);

        // By force the image goes, but a stopped container keeps what it stands on, also over a restart, and the last one takes it along.
        store.Images.IsRunning = _ => false;
        await store.Images.RemoveAsync(id, true, Token);
        Assert.Empty(store.Images.List());
        await store.ReopenAsync();
        Assert.True(File.Exists(store.Images.LayerDirectories(id)[0] + "/base"));
        await store.ReleaseAsync(holder);
        Assert.Equal(TestStore.Empty, store.Files());
    }

    [Fact]
    public async Task A_tag_moves_to_the_image_that_was_loaded_last()
    {
        await using var store = new TestStore();
        await Load(store, ArchiveBuilder.Docker((["app"], One, [Base])));
        await Load(store, ArchiveBuilder.Docker((["app"], Both, [Base, Top])));
        Assert.Equal(Sha256Digest.Of(Both), store.Images.Get("app").Id);
        Assert.True(store.Images.Get(Sha256Digest.Of(One)).IsDangling);
        var (removed, reclaimed) = await store.Images.PruneAsync(all: false, _ => true, Token);
        Assert.Equal([Sha256Digest.Of(One)], removed.Select(item => item.Deleted));
        Assert.Equal(0, reclaimed);
    }

    [Fact]
    public async Task Container_layers_look_like_the_image_and_outlive_a_restart_only_with_a_holder()
    {
        await using var store = new TestStore();
        var layer = new RawTar().Directory("./", 0x1C9).End();
        var configuration = ArchiveBuilder.Configuration(layer);
        await Load(store, ArchiveBuilder.Docker((["app"], configuration, [layer])));
        var id = Sha256Digest.Of(configuration);
        await store.HoldAsync(id, "kept");
        var root = store.Images.CreateContainerLayer("kept", id);
        store.Images.CreateContainerLayer("lost", id);
        Assert.Equal((UnixFileMode)0x1C9, File.GetUnixFileMode(root.Upper!));
        Assert.Equal(store.Images.LayerDirectories(id), root.Lower);
        await store.ReopenAsync();
        Assert.Equal(["kept"], Directory.EnumerateDirectories(store.Layout.ContainerLayers).Select(Path.GetFileName));
        Assert.Throws<ArgumentException>(() => store.Images.CreateContainerLayer("../x", id));
    }

    [Fact]
    public async Task A_full_disk_is_named_and_leaves_nothing()
    {
        var mount = Directory.CreateTempSubdirectory("engine-full-").FullName;
        await Run("mount", "-t", "tmpfs", "-o", "size=3m", "none", mount);
        try
        {
            await using var store = new TestStore(root: mount + "/store");
            var large = new RawTar().Directory("./").File("large", new string('x', 4 << 20)).End();
            var refusal = await Assert.ThrowsAnyAsync<EngineException>(() => Load(store, ArchiveBuilder.Docker((["large"], ArchiveBuilder.Configuration(large), [large]))));
            Assert.Equal((EngineErrorKind.Unavailable, ErrorCode.DiskFull), (refusal.Kind, refusal.Code));
            Assert.Contains("no space left on device", refusal.Message);
            Assert.Equal(TestStore.Empty, store.Files());
            await Load(store, ArchiveBuilder.Docker((["small"], One, [Base])));
            Assert.Single(store.Images.List());
        }
        finally
        {
            await Run("umount", "-l", mount);
            Directory.Delete(mount);
        }
    }

    [Fact]
    public async Task Cancelling_a_load_at_any_point_leaves_nothing()
    {
        await using var store = new TestStore();
        var archive = ArchiveBuilder.Docker((["both"], Both, [Base, Top]));
        for (var limit = 0; limit < archive.Length; limit += 512)
        {
            using var cancel = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => store.Images.LoadAsync(new CancellingStream(archive, limit, cancel), null, null, cancel.Token));
            Assert.Equal(TestStore.Empty, store.Files());
        }
    }

    [Fact]
    public async Task What_a_crash_leaves_is_removed_by_the_next_start_and_seen_by_the_check()
    {
        await using var store = new TestStore();
        await Load(store, ArchiveBuilder.Docker((["one"], One, [Gzip(Base)])));
        var sound = store.Files();
        File.WriteAllText(store.Layout.NewTemporary("blob"), "half");
        Directory.CreateDirectory(store.Layout.NewTemporary("layer") + "/diff/a/b");
        File.WriteAllText(store.Layout.Blob("sha256:" + new string('a', 64)), "unknown");
        Directory.CreateDirectory(store.Layout.Layer("sha256:" + new string('b', 64)) + "/diff");
        Assert.Equal(4, (await new StoreCheck(store.Layout, store.Database).RunAsync(false, false, Token)).Count);
        await store.ReopenAsync();
        Assert.Equal(sound, store.Files());

        DirectoryTree.Remove(store.Layout.Layer(Sha256Digest.Of(Base)));
        Assert.Equal([new(Sha256Digest.Of(Base), "the unpacked layer is missing", true)], await new StoreCheck(store.Layout, store.Database).RunAsync(false, true, Token));
        Assert.Equal(sound, store.Files());
        File.WriteAllBytes(store.Layout.Blob(Sha256Digest.Of(Gzip(Base))), new byte[Gzip(Base).Length]);
        Assert.Contains("content is that of", Assert.Single(await new StoreCheck(store.Layout, store.Database).RunAsync(true, true, Token)).Problem);
    }

    [Fact]
    public async Task Loading_and_removing_the_same_image_at_once_ends_in_one_of_both()
    {
        await using var store = new TestStore();
        var archive = ArchiveBuilder.Docker((["both"], Both, [Base, Top]));
        for (var round = 0; round < 10; round++)
        {
            await Load(store, archive);
            await Task.WhenAll(Load(store, archive), store.Images.RemoveAsync(Sha256Digest.Of(Both), true, Token), Load(store, archive));
            Assert.Empty(await new StoreCheck(store.Layout, store.Database).RunAsync(deep: true, repair: false, Token));
            Assert.All(store.Images.List(), image => Assert.All(store.Images.LayerDirectories(image.Id), layer => Assert.True(Directory.Exists(layer))));
        }
    }

    private static Task<IReadOnlyList<LoadedImage>> Load(TestStore store, byte[] archive) => store.Images.LoadAsync(new MemoryStream(archive), null, null, Token);

    private static byte[] Gzip(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(data);
        }

        return packed.ToArray();
    }

    private static byte[] Zstd(byte[] data)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(data).ToArray();
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }
}
