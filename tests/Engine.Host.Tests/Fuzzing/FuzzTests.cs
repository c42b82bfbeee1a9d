using System.Diagnostics;
using System.Text;
using Engine.Host.Errors;
using Engine.Host.Images;
using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Host.Storage;
using Engine.Host.Tests.Archives;
using Engine.Host.Tests.Images;
using Engine.Host.Tests.Storage;

namespace Engine.Host.Tests.Fuzzing;

/// <summary>
/// What comes from outside, changed at random: a parser may refuse it with a reason and may do nothing else. Every run does it for some seconds;
/// ENGINE_FUZZ_SECONDS says for how long each.
/// </summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("ENGINE_FUZZ_SECONDS"), out var seconds) ? seconds : 2);

    private static readonly byte[] s_layer = ArchiveBuilder.Layer("file");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tar_archives()
    {
        var limits = new UnpackLimits { Bytes = 1 << 20, Entries = 1000, Tar = new() { ExtendedHeaderBytes = 8192, SparseSegments = 64 } };
        byte[][] seeds =
        [
            s_layer,
            new RawTar().Directory("d/").File("d/f", "content").Symlink("d/l", "f").Hardlink("h", "d/f").File("d/.wh.gone").File("d/.wh..wh..opq").End(),
            new RawTar().Pax("path=long/" + new string('n', 120), "mtime=1.5", "SCHILY.xattr.user.a=b", "uid=70000").File("x", "y").LongName('L', new string('m', 130)).File("z").End(),
            new RawTar().Pax("GNU.sparse.map=0,4,8,4", "GNU.sparse.size=16", "GNU.sparse.name=s").File("GNUSparseFile.0/s", "12345678").Header('6', "p").Header('3', "c").End(),
        ];
        await RunAsync(seeds, async (input, _) =>
        {
            using var layer = new LayerFixture();
            try
            {
                await layer.UnpackAsync(input, limits);
            }
            finally
            {
                layer.AssertNothingOutsideTouched();
            }
        });
    }

    [Fact]
    public async Task Manifests_and_configurations()
    {
        var configuration = ArchiveBuilder.Configuration(s_layer);
        var manifest = ArchiveBuilder.Manifest(configuration, s_layer);
        var index = ArchiveBuilder.Index(ArchiveBuilder.Descriptor(manifest, "application/vnd.oci.image.manifest.v1+json", "linux/amd64"));
        await RunAsync([manifest, configuration, index], (input, _) =>
        {
            Attempt(() => ImageJson.Read(input, ImageJson.Default.Manifest, "the manifest"));
            Attempt(() => ImageJson.Read(input, ImageJson.Default.ImageConfiguration, "the configuration"));
            Attempt(() => ImageJson.Read(input, ImageJson.Default.IReadOnlyListDockerArchiveImage, "the archive's manifest"));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Archives_of_images()
    {
        await using var store = new TestStore(new UnpackLimits { Bytes = 1 << 20, Entries = 100 });
        var configuration = ArchiveBuilder.Configuration(s_layer);
        var manifest = ArchiveBuilder.Manifest(configuration, s_layer);
        byte[][] seeds =
        [
            ArchiveBuilder.Docker((["a:1"], configuration, [s_layer])),
            new RawTar().Blob(s_layer).Blob(configuration).Blob(manifest)
                .File("index.json", Encoding.Latin1.GetString(ArchiveBuilder.Index(ArchiveBuilder.Descriptor(manifest, "application/vnd.oci.image.manifest.v1+json", name: "b:1")))).End(),
        ];
        await RunAsync(seeds, async (input, _) => await store.Images.LoadAsync(new MemoryStream(input), null, null, Token));
        Assert.Empty(await new StoreCheck(store.Layout, store.Database).RunAsync(deep: true, repair: false, Token));
    }

    [Fact]
    public async Task Challenges_and_platforms() => await RunAsync(
        [Encoding.ASCII.GetBytes("realm=\"https://auth.example/token\",service=\"a \\\"b\\\"\",scope=x"), Encoding.ASCII.GetBytes("linux/arm64/v8")],
        (input, _) =>
        {
            var text = Encoding.Latin1.GetString(input);
            AuthenticationChallenge.Parse("Bearer", text);
            Attempt(() => Platform.Parse(text));
            return Task.CompletedTask;
        });

    [Fact]
    public async Task References_that_are_none()
    {
        byte[][] seeds = [.. new[] { "busybox", "localhost:5000/a/b-c__d.e:tag", "docker.io/library/x@sha256:" + new string('a', 64), "[::1]:5000/a", "A.b/c:1@sha256:" + new string('0', 64) }
            .Select(Encoding.Latin1.GetBytes)];
        await RunAsync(seeds, (input, _) =>
        {
            if (ImageReference.TryParse(Encoding.Latin1.GetString(input), out var reference))
            {
                RequireStable(reference!);
            }

            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task References_made_by_the_grammar() => await RunAsync([[]], (_, random) =>
    {
        var text = Make(random);
        var reference = ImageReference.Parse(text);
        RequireStable(reference);
        Assert.EndsWith(text.Split('/')[^1], reference.ToString(), StringComparison.Ordinal);
        return Task.CompletedTask;
    });

    // What is written is read back as the same, in full and in familiar form.
    private static void RequireStable(ImageReference reference)
    {
        Assert.Equal(reference, ImageReference.Parse(reference.ToString()));
        Assert.Equal(reference, ImageReference.Parse(reference.Familiar));
        Assert.Equal(reference.WithDefaultTag(), reference.WithDefaultTag().WithDefaultTag());
    }

    private static string Make(Random random)
    {
        string[] domains = ["", "localhost/", "a.b/", "host:5000/", "127.0.0.1:1/", "[2001:db8::1]:443/", "Upper/"];
        string[] separators = [".", "_", "__", "-", "---"];
        var text = new StringBuilder(domains[random.Next(domains.Length)]);
        text.Append(string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            string.Join(separators[random.Next(separators.Length)], Enumerable.Range(0, random.Next(1, 4)).Select(_ => Word("abcxyz019", random.Next(1, 6)))))));
        text.Append(random.Next(2) == 0 ? "" : ":" + Word("aZ0_", 1) + Word("aZ0_.-", random.Next(0, 20)));
        text.Append(random.Next(3) == 0 ? "@sha256:" + Word("0123456789abcdef", 64) : "");
        return text.ToString();

        string Word(string letters, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));
    }

    private static async Task RunAsync(byte[][] seeds, Func<byte[], Random, Task> target)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        var runs = 0;
        for (; watch.Elapsed < s_time; runs++)
        {
            var input = Mutation.Of(seeds, random);
            try
            {
                await target(input, random);
            }
            catch (EngineException)
            {
                // Refused, with a reason.
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, run {runs}, {Convert.ToBase64String(input)}: {e}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{runs} runs with seed {seed}");
    }

    private static void Attempt(Action action)
    {
        try
        {
            action();
        }
        catch (EngineException)
        {
            // Refused, with a reason.
        }
    }
}
