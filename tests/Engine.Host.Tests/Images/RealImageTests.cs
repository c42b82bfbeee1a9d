using System.Diagnostics;
using Engine.Host.Images;
using Engine.Host.Storage;
using Engine.Host.Tests.Storage;

namespace Engine.Host.Tests.Images;

/// <summary>
/// Loads real docker-archives from the directory that ENGINE_TEST_IMAGES names. If ENGINE_TEST_DOCKER_ROOT names the data root of a dockerd
/// (overlay2) that has the same images, every layer must be the same tree there: mode, owner, times, links, attributes, content.
/// </summary>
public sealed class RealImageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_archive_loads_and_its_layers_are_what_dockerd_unpacked()
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
            CompareWithDocker(store, image);
        }
    }

    private void CompareWithDocker(TestStore store, Image image)
    {
        if (Environment.GetEnvironmentVariable("ENGINE_TEST_DOCKER_ROOT") is not { } root)
        {
            return;
        }

        foreach (var (diffId, chainId) in image.Layers.Zip(PendingImage.ChainIds(image.Layers)))
        {
            var cacheId = File.ReadAllText($"{root}/image/overlay2/layerdb/sha256/{Sha256Digest.Hex(chainId)}/cache-id");

            // The archives do not list the root itself, so its time is that of the unpacking.
            var theirs = TreeSnapshot.Take($"{root}/overlay2/{cacheId}/diff");
            Assert.Equal(theirs.Skip(1), TreeSnapshot.Take(store.Layout.LayerContent(diffId)).Skip(1));
            output.WriteLine($"  {diffId[..19]}: {theirs.Count} files are the same");
        }
    }
}
