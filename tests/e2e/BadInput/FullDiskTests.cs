using Engine.Protocol;

namespace Engine.EndToEnd.Tests;

/// <summary>A data root on a file system that is too small.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task An_import_that_fills_the_disk_fails_in_known_words_and_gives_the_space_back()
    {
        var small = Directory.CreateTempSubdirectory("engine-small").FullName;
        Assert.SkipUnless(Environment.UserName == "root", "mounting needs root");
        (await CommandResult.RunAsync("mount", ["-t", "tmpfs", "-o", "size=24m", "small", small], null)).Succeeded();
        try
        {
            await using var engine = new PrivateEngine { DataRoot = Path.Combine(small, "data") };
            Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
            await engine.InitializeAsync();
            var before = new DriveInfo(small).AvailableFreeSpace;
            var large = DockerArchive.Tar(("file", new byte[40 << 20]));
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.ImportAsync(new MemoryStream(large), "large"));
            Assert.Contains("no space left on device", failure.Message, StringComparison.Ordinal);
            var archive = DockerArchive.Make(large);
            using var content = new ByteArrayContent(archive);
            using var answer = await engine.Http.PostAsync("/images/load?quiet=1", content, TestContext.Current.CancellationToken);
            Assert.Contains("no space left on device", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            using (var client = await EngineClient.ConnectAsync(engine.RpcSocket, TestContext.Current.CancellationToken))
            {
                foreach (var (request, bytes) in new[] { (new ImageImportRequest { Format = ImageArchiveFormat.RootFileSystem, Reference = "large" }, large), (new ImageImportRequest(), archive) })
                {
                    var told = EngineFailure.From(await Assert.ThrowsAnyAsync<Exception>(
                        () => client.ImportImageAsync(request, new MemoryStream(bytes), TestContext.Current.CancellationToken)));
                    Assert.Equal((EngineErrorCode.Unavailable, EngineErrorIds.DiskFull), (told!.Code, told.Id));
                    Assert.Contains("no space left on device", told.Message, StringComparison.Ordinal);
                }
            }

            await engine.RequireConsistentAsync();
            Assert.InRange(new DriveInfo(small).AvailableFreeSpace, before - (1 << 20), long.MaxValue);

            // It goes on working with what there is.
            var api = new ContainerApi(engine);
            Assert.Equal(7, await api.WaitAsync(await api.RunAsync("exit 7")));
        }
        finally
        {
            (await CommandResult.RunAsync("umount", [small], null)).Succeeded();
            Directory.Delete(small);
        }
    }
}
