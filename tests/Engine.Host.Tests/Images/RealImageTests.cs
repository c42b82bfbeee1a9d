using System.Diagnostics;
using Engine.Host.Tests.Storage;

namespace Engine.Host.Tests.Images;

/// <summary>
/// Loads real docker-archives from the directory that ENGINE_TEST_IMAGES names. An image's ID must be the digest in the archive's own
/// manifest: it is what every other engine calls the image.
/// </summary>
public sealed class RealImageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_archive_loads_under_the_id_that_its_manifest_names()
    {
        var directory = Environment.GetEnvironmentVariable("ENGINE_TEST_IMAGES");
        if (directory is null || !Directory.Exists(directory))
        {
            Assert.Skip("ENGINE_TEST_IMAGES names no directory of docker-archives");
        }

        await using var store = new TestStore();
        foreach (var path in Directory.EnumerateFiles(directory, "*.tar").Order())
        {
            if (Path.GetFileName(path).StartsWith('.'))
            {
                continue;
            }

            var watch = Stopwatch.StartNew();
            await using var archive = File.OpenRead(path);
            var loaded = Assert.Single(await store.Images.LoadAsync(archive, null, null, TestContext.Current.CancellationToken));
            output.WriteLine($"{Path.GetFileName(path)}: {loaded.Id} {string.Join(' ', loaded.References.Select(r => r.Familiar))} in {watch.Elapsed.TotalSeconds:f2} s");
            var image = store.Images.Get(loaded.References[0].Familiar);
            Assert.Equal(loaded.Id, image.Id);
            Assert.Equal(image.Layers.Count, store.Images.LayerDirectories(image.Id).Count);
            Assert.All(store.Images.LayerDirectories(image.Id), layer => Assert.True(Directory.Exists(layer)));
        }
    }
}
