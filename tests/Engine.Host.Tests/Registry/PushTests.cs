using System.IO.Compression;
using System.Text.Json.Nodes;
using Engine.Host.Errors;
using Engine.Host.Storage;
using Engine.Host.Tests.Images;

namespace Engine.Host.Tests.Registry;

public sealed class PushTests
{
    private static readonly byte[] Base = ArchiveBuilder.Layer("base");
    private static readonly byte[] Top = TransferFixture.LargeLayer(2_500_000);
    private static readonly byte[] Configuration = ArchiveBuilder.Configuration(Base, Top);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Layers_kept_as_trees_are_compressed_once_and_not_sent_again()
    {
        await using var fixture = await LoadedAsync();
        var pushed = await fixture.PushAsync(fixture.Reference);
        var manifest = JsonNode.Parse(fixture.Registry.Manifests["app:1"].Content)!;
        Assert.Equal("application/vnd.docker.distribution.manifest.v2+json", fixture.Registry.Manifests["app:1"].Type);
        Assert.Equal(Sha256Digest.Of(Configuration), (string?)manifest["config"]!["digest"]);
        Assert.Equal([Base, Top], manifest["layers"]!.AsArray().Select(l => Gunzip(fixture.Registry.Blobs[(string)l!["digest"]!])));
        Assert.Equal($"{fixture.Registry.Host}/app@{pushed.Digest}", Assert.Single(fixture.Store.Images.Get(fixture.Reference).Digests).Familiar);

        var uploads = fixture.Registry.Count("PATCH", "/");
        Assert.Equal(pushed, await fixture.PushAsync(fixture.Reference));
        Assert.Equal(uploads, fixture.Registry.Count("PATCH", "/"));
        Assert.Contains(fixture.Progress, p => p.Status == "Layer already exists");
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task Another_repository_of_the_registry_lends_its_layers()
    {
        await using var fixture = await LoadedAsync();
        await fixture.PushAsync(fixture.Reference);
        await fixture.Store.Images.TagAsync(fixture.Reference, $"{fixture.Registry.Host}/second:1", Token);
        fixture.Registry.Fault = request => request.Method == "HEAD" && request.Path.Contains("second/blobs", StringComparison.Ordinal) ? FakeAnswer.Error(404, "BLOB_UNKNOWN") : null;
        await fixture.PushAsync($"{fixture.Registry.Host}/second:1");
        Assert.Equal(2, fixture.Progress.Count(p => p.Status == "Mounted from app"));
        Assert.DoesNotContain(fixture.Registry.Requests, r => r.Method is "PATCH" && r.Path.Contains("second", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_pulled_goes_on_under_the_digest_it_came_with()
    {
        await using var fixture = new TransferFixture();
        await using var target = new FaultRegistry();
        fixture.Publish(Base, Top);
        var pulled = await fixture.PullAsync();
        await fixture.Store.Images.TagAsync(fixture.Reference, $"{target.Host}/app:1", Token);
        Assert.Equal(pulled.Digest, (await fixture.PushAsync($"{target.Host}/app:1")).Digest);
        Assert.Equal(fixture.Registry.Blobs.Keys.Order(), target.Blobs.Keys.Order());
        Assert.Equal("application/vnd.oci.image.manifest.v1+json", target.Manifests["app:1"].Type);
    }

    [Fact]
    public async Task A_push_that_breaks_is_tried_again()
    {
        await using var fixture = await LoadedAsync();
        var faults = 0;
        fixture.Registry.Fault = request => request.Method is "PATCH" or "PUT" && faults++ < 3 ? new FakeAnswer(503) { CutAfter = 0 } : null;
        await fixture.PushAsync(fixture.Reference);
        Assert.Equal(3, fixture.Registry.Blobs.Count);
    }

    [Fact]
    public async Task A_refused_push_tells_the_registry_s_reason()
    {
        await using var fixture = await LoadedAsync();
        fixture.Registry.Fault = request => request.Method == "POST" ? FakeAnswer.Error(403, "DENIED", "requested access to the resource is denied") : null;
        var failure = await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PushAsync(fixture.Reference));
        Assert.Equal("denied: requested access to the resource is denied", failure.Message);
    }

    [Fact]
    public async Task Every_tag_goes_when_none_is_named_and_a_tag_that_is_not_there_is_told()
    {
        await using var fixture = await LoadedAsync();
        await fixture.Store.Images.TagAsync(fixture.Reference, $"{fixture.Registry.Host}/app:2", Token);
        await fixture.Store.Images.TagAsync(fixture.Reference, $"{fixture.Registry.Host}/app2:3", Token);
        await fixture.PushAsync($"{fixture.Registry.Host}/app");
        Assert.Equal(["app:1", "app:2"], fixture.Registry.Manifests.Keys.Where(k => !k.Contains("sha256", StringComparison.Ordinal)).Order());
        var failure = await Assert.ThrowsAsync<NotFoundException>(() => fixture.PushAsync($"{fixture.Registry.Host}/nothing:1"));
        Assert.Equal($"An image does not exist locally with the tag: {fixture.Registry.Host}/nothing", failure.Message);
    }

    private static async Task<TransferFixture> LoadedAsync()
    {
        var fixture = new TransferFixture();
        await fixture.Store.Images.LoadAsync(new MemoryStream(ArchiveBuilder.Docker(([fixture.Reference], Configuration, [Base, Top]))), null, null, Token);
        return fixture;
    }

    private static byte[] Gunzip(byte[] blob)
    {
        using var gzip = new GZipStream(new MemoryStream(blob), CompressionMode.Decompress);
        var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
