using System.Text;
using Engine.Host.Errors;
using Engine.Host.Storage;
using Engine.Host.Tests.Images;

namespace Engine.Host.Tests.Registry;

/// <summary>Registries and networks that fail or lie: the pull gets there all the same, or leaves nothing and says why.</summary>
public sealed class FaultTests
{
    private static readonly byte[] Layer = TransferFixture.LargeLayer(700_000);
    private static readonly byte[] Blob = TransferFixture.Gzip(Layer);
    private static readonly string Digest = Sha256Digest.Of(Blob);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_cut_at_random_offsets_are_gone_on_with_where_they_were()
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        var random = new Random(7);
        var cuts = 0;
        fixture.Registry.Fault = request =>
        {
            if (!IsBlob(request) || cuts++ >= 12)
            {
                return null;
            }

            var start = int.Parse((request["range"] ?? "bytes=0-")[6..].TrimEnd('-'));
            var rest = Blob[start..];
            var answer = new FakeAnswer(start == 0 ? 200 : 206, rest) { CutAfter = 70_000 + random.Next(rest.Length / 4) };
            answer.Headers["Content-Range"] = $"bytes {start}-{Blob.Length - 1}/{Blob.Length}";
            return answer;
        };
        Assert.Equal(id, (await fixture.PullAsync()).Id);
        Assert.Contains(fixture.Registry.Requests, r => r["range"] is not null);
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task A_registry_without_ranges_sends_the_beginning_again_and_it_is_passed_over()
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        var requests = 0;
        fixture.Registry.Fault = request => !IsBlob(request) ? null : new FakeAnswer(200, Blob) { CutAfter = requests++ == 0 ? 300_000 : null };
        Assert.Equal(id, (await fixture.PullAsync()).Id);
    }

    [Fact]
    public async Task A_pull_that_was_given_up_is_gone_on_with_by_the_next_even_after_a_restart()
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        fixture.Registry.Fault = request => IsBlob(request) ? new FakeAnswer(200, Blob) { StallAfter = 400_000 } : null;
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pull = fixture.PullUntilAsync(leaving.Token);
        var partial = fixture.Store.Layout.PartialBlob(Digest);
        while (!File.Exists(partial) || new FileInfo(partial).Length < 400_000)
        {
            await Task.Delay(5, Token);
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pull);
        await fixture.AssertSoundAsync();
        await fixture.ReopenAsync();
        fixture.Registry.Fault = _ => null;
        Assert.Equal(id, (await fixture.PullAsync()).Id);
        Assert.Equal("bytes=400000-", fixture.Registry.Requests.Last(IsBlob)["range"]);
        Assert.Empty(Directory.EnumerateFiles(fixture.Store.Layout.Partial));
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task A_damaged_beginning_from_an_earlier_pull_is_thrown_away()
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        await File.WriteAllBytesAsync(fixture.Store.Layout.PartialBlob(Digest), new byte[100_000], Token);
        Assert.Equal(id, (await fixture.PullAsync()).Id);
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task Silence_counts_as_a_broken_connection()
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        var stalls = 0;
        fixture.Registry.Fault = request => IsBlob(request) && stalls++ == 0 ? new FakeAnswer(200, Blob) { StallAfter = 200_000 } : null;
        Assert.Equal(id, (await fixture.PullAsync()).Id);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        var seen = new Dictionary<string, int>();
        fixture.Registry.Fault = request =>
        {
            lock (seen)
            {
                return (seen[request.Path] = seen.GetValueOrDefault(request.Path) + 1) <= 2 && request.Path.Contains("app/", StringComparison.Ordinal)
                    ? new FakeAnswer(status) { Headers = { ["Retry-After"] = "0" } }
                    : null;
            }
        };
        Assert.Equal(id, (await fixture.PullAsync()).Id);
    }

    [Fact]
    public async Task What_does_not_pass_is_given_up_with_the_registry_s_words()
    {
        await using var fixture = new TransferFixture();
        fixture.Registry.Fault = request => request.Path.Contains("/manifests/", StringComparison.Ordinal) ? FakeAnswer.Error(429, "TOOMANYREQUESTS", "slow down") : null;
        var failure = await Assert.ThrowsAsync<UnavailableException>(() => fixture.PullAsync());
        Assert.Equal("toomanyrequests: toomanyrequests: slow down", failure.Message);
        Assert.Equal(fixture.Options.MaxAttempts, fixture.Registry.Count("GET", "/manifests/"));
    }

    [Fact]
    public async Task A_wrong_digest_of_a_layer_leaves_nothing()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish(Layer);
        var wrong = Blob.ToArray();
        wrong[^5000] ^= 1;
        fixture.Registry.Blobs[Digest] = wrong;
        var failure = await Assert.ThrowsAsync<InvalidArgumentException>(() => fixture.PullAsync());
        Assert.StartsWith("filesystem layer verification failed", failure.Message);
        Assert.Equal(ErrorCode.DigestMismatch, failure.Code);
        await AssertNothingAsync(fixture);
    }

    [Fact]
    public async Task A_wrong_uncompressed_digest_leaves_nothing()
    {
        await using var fixture = new TransferFixture();
        var configuration = ArchiveBuilder.Configuration(ArchiveBuilder.Layer("another"));
        fixture.Registry.Add(configuration);
        fixture.Registry.Add(Blob);
        fixture.Registry.AddManifest("app", "1", ArchiveBuilder.Manifest(configuration, Blob));
        var failure = await Assert.ThrowsAsync<InvalidArgumentException>(() => fixture.PullAsync());
        Assert.StartsWith("invalid diffID for layer 0", failure.Message);
        Assert.Empty(fixture.Store.Images.List());
        Assert.Empty(Directory.EnumerateDirectories(fixture.Store.Layout.Layers));
        await fixture.AssertSoundAsync();
    }

    [Fact]
    public async Task A_body_that_is_longer_or_never_ends_is_read_as_far_as_was_promised()
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        fixture.Registry.Fault = request => IsBlob(request) ? new FakeAnswer(200, Blob) { IsEndless = true } : null;
        Assert.Equal(id, (await fixture.PullAsync()).Id);
    }

    [Fact]
    public async Task A_body_that_is_too_short_every_time_ends_the_pull()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish(Layer);
        fixture.Registry.Fault = request => IsBlob(request) ? new FakeAnswer(200, Blob[..1000]) : null;
        var failure = await Assert.ThrowsAsync<InternalException>(() => fixture.PullAsync());
        Assert.Contains("unexpected EOF", failure.Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Store.Images.List());
        await fixture.AssertSoundAsync();
    }

    [Theory]
    [InlineData("/manifests/", 5 << 20)]
    [InlineData("/manifests/", -1)]
    [InlineData("CONFIG", 9 << 20)]
    [InlineData("CONFIG", -1)]
    public async Task Documents_beyond_any_measure_are_refused_before_they_are_in_memory(string part, int size)
    {
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        var body = new byte[Math.Max(size, 64 * 1024)];
        Array.Fill(body, (byte)' ');
        part = part == "CONFIG" ? id : part;
        fixture.Registry.Fault = request => request.Path.Contains(part, StringComparison.Ordinal)
            ? new FakeAnswer(200, body) { IsEndless = size < 0, Headers = { ["Content-Type"] = "application/vnd.oci.image.manifest.v1+json" } }
            : null;
        var failure = await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync());
        Assert.Contains("larger than", failure.Message, StringComparison.Ordinal);
        await AssertNothingAsync(fixture);
    }

    [Theory]
    [InlineData("""{"schemaVersion":1,"name":"app","fsLayers":[]}""", "schema 1")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"sha256:00","size":1},"layers":[]}""", "invalid descriptor")]
    [InlineData("""{"schemaVersion":2,"layers":[]}""", "names no configuration")]
    [InlineData("""{"schemaVersion":2,"layers":[],"manifests":[]}""", "both a manifest and an index")]
    [InlineData("""{"schemaVersion":2,"manifests":[]}""", "no matching manifest")]
    [InlineData("not json", "not what it should be")]
    [InlineData("", "not what it should be")]
    [InlineData("null", "empty")]
    [InlineData("""{"schemaVersion":2,"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","digest":"DIGEST","size":1}}""", "Encountered remote \"application/vnd.cncf.helm")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"DIGEST","size":1},"layers":[{"mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip","digest":"DIGEST","size":1}]}""", "foreign layer")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"DIGEST","size":1},"layers":[{"digest":"DIGEST","size":-1}]}""", "invalid descriptor")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"DIGEST","size":99999999999}}""", "more than the limit")]
    public async Task A_manifest_that_is_none_is_refused_by_its_reason(string manifest, string reason)
    {
        await using var fixture = new TransferFixture();
        fixture.Registry.AddManifest("app", "1", Encoding.UTF8.GetBytes(manifest.Replace("DIGEST", Digest, StringComparison.Ordinal)));
        var failure = await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync());
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        await AssertNothingAsync(fixture);
    }

    [Fact]
    public async Task A_manifest_asked_for_by_digest_must_have_it()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish(Layer);
        var wanted = "sha256:" + new string('a', 64);
        fixture.Registry.Manifests["app:" + wanted] = fixture.Registry.Manifests["app:1"];
        var failure = await Assert.ThrowsAsync<InvalidArgumentException>(() => fixture.PullAsync($"{fixture.Registry.Host}/app@{wanted}"));
        Assert.Equal(ErrorCode.DigestMismatch, failure.Code);
    }

    [Theory]
    [InlineData("MANIFEST_UNKNOWN", 404, "manifest for HOST/app:1 not found: manifest unknown: no")]
    [InlineData("NAME_UNKNOWN", 404, "repository HOST/app not found: name unknown: no")]
    [InlineData("DENIED", 403, "pull access denied for HOST/app, repository does not exist or may require 'docker login': denied: no")]
    public async Task Refusals_have_docker_s_words(string code, int status, string words)
    {
        await using var fixture = new TransferFixture();
        fixture.Registry.Fault = _ => FakeAnswer.Error(status, code);
        var failure = await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync());
        Assert.Equal(words.Replace("HOST", fixture.Registry.Host, StringComparison.Ordinal), failure.Message);
    }

    [Fact]
    public async Task A_redirect_is_followed_without_the_credentials()
    {
        await using var elsewhere = new FaultRegistry();
        await using var fixture = new TransferFixture();
        var id = fixture.Publish(Layer);
        elsewhere.Fault = _ => new FakeAnswer(200, Blob);
        fixture.Registry.Fault = request =>
            request["authorization"] is null ? new FakeAnswer(401) { Headers = { ["WWW-Authenticate"] = "Basic realm=\"x\"" } }
            : IsBlob(request) ? new FakeAnswer(307) { Headers = { ["Location"] = $"http://{elsewhere.Host}/storage?signature=1" } }
            : null;
        Assert.Equal(id, (await fixture.PullAsync(credentials: new() { UserName = "u", Password = "p" })).Id);
        Assert.Null(Assert.Single(elsewhere.Requests)["authorization"]);
    }

    [Fact]
    public async Task Redirects_in_a_circle_come_to_an_end()
    {
        await using var fixture = new TransferFixture();
        fixture.Registry.Fault = request => new FakeAnswer(307) { Headers = { ["Location"] = request.Path } };
        Assert.Contains("redirects too often", (await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_told_as_docker_tells_it()
    {
        await using var fixture = new TransferFixture();
        var failure = await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync("127.0.0.1:1/app:1"));
        Assert.Equal("Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused", failure.Message);
    }

    private static bool IsBlob(FakeRequest request) => request.Path.EndsWith(Digest, StringComparison.Ordinal);

    private static async Task AssertNothingAsync(TransferFixture fixture)
    {
        Assert.Equal(Storage.TestStore.Empty, fixture.Store.Files());
        await fixture.AssertSoundAsync();
    }
}
