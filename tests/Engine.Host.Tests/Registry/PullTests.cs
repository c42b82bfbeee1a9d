using Engine.Host.Errors;
using Engine.Host.Images;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;
using Engine.Host.Tests.Images;

namespace Engine.Host.Tests.Registry;

public sealed class PullTests
{
    private static readonly byte[] Base = ArchiveBuilder.Layer("base");
    private static readonly byte[] Top = ArchiveBuilder.Layer("top");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_is_there_under_its_tag_and_its_digest_and_the_stream_tells_what_docker_s_does()
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Base, Top);
        var pulled = await fixture.PullAsync();
        Assert.Equal(id, pulled.Id);
        Assert.True(pulled.IsNew);
        var image = fixture.Store.Images.Get(fixture.Reference);
        Assert.Equal($"{fixture.Registry.Host}/app@{pulled.Digest}", Assert.Single(image.Digests).Familiar);
        Assert.True(File.Exists(fixture.Store.Images.LayerDirectories(id)[0] + "/top"));

        var layer = Sha256Digest.Of(TransferFixture.Gzip(Top))[7..19];
        Assert.Equal(
            ["Pulling fs layer", "Downloading", "Verifying Checksum", "Download complete", "Extracting", "Pull complete"],
            fixture.Progress.Where(p => p.Id == layer).Select(p => p.Status).Distinct());
        Assert.Equal(new ImageProgress("1", "Pulling from app", 0, 0, ImageProgressKind.Message), fixture.Progress[0]);
        Assert.Equal($"Digest: {pulled.Digest}", fixture.Progress[^1].Status);

        Assert.False((await fixture.PullAsync()).IsNew);
        Assert.Equal(id, (await fixture.PullAsync($"{fixture.Registry.Host}/app@{pulled.Digest}")).Id);
        Assert.Equal(2, fixture.Registry.Count("GET", "/blobs/") - fixture.Registry.Requests.Count(r => r.Path.EndsWith(id, StringComparison.Ordinal)));
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task Layers_that_the_store_has_are_not_fetched_whether_as_a_blob_or_from_an_archive()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish(Base, Top);
        await fixture.Store.Images.LoadAsync(new MemoryStream(ArchiveBuilder.Docker((["x"], ArchiveBuilder.Configuration(Base), [Base]))), null, null, Token);
        await fixture.PullAsync();
        Assert.Equal(0, fixture.Registry.Count("GET", Sha256Digest.Of(TransferFixture.Gzip(Base))));
        Assert.Contains(fixture.Progress, p => p.Status == "Already exists");

        fixture.Publish("app", "2", Top);
        await fixture.PullAsync($"{fixture.Registry.Host}/app:2");
        Assert.Equal(1, fixture.Registry.Count("GET", Sha256Digest.Of(TransferFixture.Gzip(Top))));
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task An_index_leads_to_the_image_for_the_platform()
    {
        await using var fixture = new TransferFixture();
        var ours = fixture.Publish("app", "ours", Base);
        var other = fixture.Publish("app", "other", Top);
        var entries = new[] { ("linux/s390x", "other"), ("linux/amd64", "ours") }.Select(e =>
            ArchiveBuilder.Descriptor(fixture.Registry.Manifests["app:" + e.Item2].Content, "application/vnd.oci.image.manifest.v1+json", e.Item1)).ToArray();
        var index = fixture.Registry.AddManifest("app", "1", ArchiveBuilder.Index(entries), "application/vnd.oci.image.index.v1+json");
        var amd64 = Platform.Parse("linux/amd64");
        Assert.Equal((ours, index), ((await fixture.PullAsync(platform: amd64)).Id, (await fixture.PullAsync(platform: amd64)).Digest));
        Assert.Equal(other, (await fixture.PullAsync(platform: Platform.Parse("s390x"))).Id);
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => fixture.PullAsync(platform: Platform.Parse("arm64")));
        Assert.Equal("no matching manifest for linux/arm64 in the manifest list entries", missing.Message);
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task Two_pulls_of_the_same_layer_fetch_it_once_and_one_may_leave()
    {
        await using var fixture = new TransferFixture();
        var layer = TransferFixture.LargeLayer(3 << 20);
        fixture.Publish("app", "1", layer);
        fixture.Publish("other", "1", layer, Top);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var held = new TaskCompletionSource();
        fixture.Registry.Fault = request =>
        {
            if (request.Path.EndsWith(Sha256Digest.Of(TransferFixture.Gzip(layer)), StringComparison.Ordinal))
            {
                held.Task.Wait(Token);
            }

            return null;
        };
        var first = fixture.PullUntilAsync(leaving.Token);
        var second = fixture.PullAsync($"{fixture.Registry.Host}/other:1");
        while (fixture.Registry.Count("GET", Sha256Digest.Of(TransferFixture.Gzip(Top))) == 0 || fixture.Progress.Count(p => p.Status == "Pulling fs layer") < 3)
        {
            await Task.Delay(5, Token);
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        held.SetResult();
        await second;
        Assert.Equal(1, fixture.Registry.Count("GET", Sha256Digest.Of(TransferFixture.Gzip(layer))));
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task All_tags_of_a_repository_come_when_none_is_named()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish("app", "1", Base);
        fixture.Publish("app", "2", Top);
        var pulled = await fixture.Transfers.PullAsync(ImageReference.Parse($"{fixture.Registry.Host}/app"), null, Host.Registry.RegistryCredentials.None, fixture, Token);
        Assert.Equal(["1", "2"], pulled.Select(p => p.Reference.Tag));
    }

    [Fact]
    public async Task A_mirror_is_asked_first_without_credentials_and_may_fail()
    {
        await using var mirror = new FaultRegistry();
        await using var fixture = new TransferFixture(o => o with { Mirrors = [new Uri($"http://{mirror.Host}")] });
        var configuration = ArchiveBuilder.Configuration(Base);
        mirror.Add(configuration);
        mirror.Add(TransferFixture.Gzip(Base));
        mirror.AddManifest("library/app", "1", ArchiveBuilder.Manifest(configuration, TransferFixture.Gzip(Base)));
        await fixture.PullAsync("app:1", new() { UserName = "u", Password = "p" });
        Assert.Equal(Sha256Digest.Of(configuration), fixture.Store.Images.Get("app:1").Id);
        Assert.All(mirror.Requests, r => Assert.Null(r["authorization"]));
    }
}
