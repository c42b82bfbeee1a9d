using System.Formats.Tar;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Engine.EndToEnd.Tests;
using Engine.Security.Tests.Engines;
using Engine.Security.Tests.Races;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group B, copying: files go in and out while whoever has the container's files, or shares a volume with it, exchanges them for links.</summary>
[Collection(EngineCollection.Name)]
public sealed class CopyAttacks(PrivateEngine engine) : IDisposable
{
    private const string Secret = "the host's";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("engine-copy");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Volume => Path.Combine(_directory.FullName, "volume");

    private string Canary => Path.Combine(_directory.FullName, "canary");

    private string Secrets => Path.Combine(Canary, "file");

    public void Dispose() => _directory.Delete(recursive: true);

    [Attack("17", "what is copied out while a directory is exchanged for a link is the container's, running or not", "CVE-2018-15664")]
    public async Task Copied_out_while_a_component_is_exchanged()
    {
        string id = await CreateWithAsync($"{Volume}:/data");
        string real = MakeTrap("real");
        int found = 0;
        using var attacker = new PathExchanger(real, Path.Combine(Volume, "link"));
        foreach (bool running in new[] { false, true })
        {
            await RunAsync(id, running);
            for (int i = 0; i < RaceRounds.Count / 2; i++)
            {
                foreach (string path in new[] { "/data/real/file", "/data/real", "/data/real/" })
                {
                    (HttpStatusCode status, byte[] body) = await GetAsync(id, path);
                    string text = Encoding.UTF8.GetString(body);
                    Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
                    Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NotFound || text.Contains("not a directory", StringComparison.Ordinal), $"{(int)status} {text}");
                    found += status == HttpStatusCode.OK ? 1 : 0;
                }
            }
        }

        Assert.True(found > 0 && attacker.Exchanges > RaceRounds.Count, $"{found} copies of a file, {attacker.Exchanges} exchanges");
    }

    [Attack("17/19", "what is copied in while a directory is exchanged for a link, and the directories made for it, stay in the container, running or not", "CVE-2018-15664, GHSA-vp62-88p7-qqf5")]
    public async Task Copied_in_while_a_component_is_exchanged()
    {
        string id = await CreateWithAsync($"{Volume}:/data");
        string real = MakeTrap("real");
        byte[] archive = await ArchiveAsync(
            HostileImage.File("file", "copied"), HostileImage.File("made/for/it", "copied"), HostileImage.Directory("directory"));
        int copied = 0;
        using var attacker = new PathExchanger(real, Path.Combine(Volume, "link"));
        foreach (bool running in new[] { false, true })
        {
            await RunAsync(id, running);
            for (int i = 0; i < RaceRounds.Count / 2; i++)
            {
                (HttpStatusCode status, string text) = await PutAsync(id, "/data/real", archive);
                Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.BadRequest || text.Contains("not a directory", StringComparison.Ordinal), $"{(int)status} {text}");
                copied += status == HttpStatusCode.OK ? 1 : 0;
            }
        }

        AssertUntouched();
        Assert.True(copied > 0 && attacker.Exchanges > RaceRounds.Count, $"{copied} copies, {attacker.Exchanges} exchanges");
    }

    [Attack("18", "a volume whose destination is exchanged for a link is found in the container, or not at all", "CVE-2026-42306, GHSA-rg2x-37c3-w2rh")]
    public async Task Destination_of_a_volume_exchanged_for_a_link()
    {
        // The second volume lies in the first, which somebody else writes to while the stopped container's are put together for each copy.
        string inner = Path.Combine(_directory.FullName, "inner");
        Directory.CreateDirectory(inner);
        await File.WriteAllTextAsync(Path.Combine(inner, "file"), "inner", Cancel);
        string id = await CreateWithAsync($"{Volume}:/data", $"{inner}:/data/real");
        string real = MakeTrap("real");
        byte[] archive = await ArchiveAsync(HostileImage.File("new", "copied"));
        using var attacker = new PathExchanger(real, Path.Combine(Volume, "link"));
        for (int i = 0; i < RaceRounds.Count; i++)
        {
            (_, byte[] body) = await GetAsync(id, "/data/real/file");
            Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
            await PutAsync(id, "/data/real", archive);
        }

        AssertUntouched();
        Assert.True(attacker.Exchanges > RaceRounds.Count, "nothing was raced");
    }

    [Attack("20", "nothing of a container's files is loaded as a program or a library", "CVE-2019-14271")]
    public async Task Libraries_of_the_container_are_not_loaded()
    {
        await HostileImage.ImportAsync(
            engine,
            "evil-libraries",
            [
                .. new[] { "etc", "lib", "lib64", "usr", "usr/lib", "usr/lib64", "lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu" }.Select(HostileImage.Directory),
                .. new[] { "lib", "lib/x86_64-linux-gnu", "usr/lib", "usr/lib/x86_64-linux-gnu" }.Select(directory => HostileImage.File(directory + "/libnss_files.so.2", "not a library")),
                HostileImage.File("etc/passwd", "root:x:0:0::/:/bin/sh\nsomebody:x:1234:1234::/:/bin/sh\n"),
                HostileImage.File("etc/nsswitch.conf", "passwd: files\n"),
            ]);
        string id = await CreateAsync("""{"Image":"evil-libraries","User":"somebody"}""");
        string before = Mapped();
        (HttpStatusCode status, string text) = await PutAsync(id, "/&copyUIDGID=1", await ArchiveAsync(HostileImage.File("owned", "x")));
        Assert.True(status == HttpStatusCode.OK, text);
        (_, byte[] body) = await GetAsync(id, "/owned");
        await using var tar = new TarReader(new MemoryStream(body));
        Assert.Equal(1234, (await tar.GetNextEntryAsync(cancellationToken: Cancel))!.Uid);
        Assert.Equal(before, Mapped());
    }

    [Attack("21", "an archive is never handed to a program of the container's to be uncompressed", "CVE-2026-41567, GHSA-x86f-5xw2-fm2r")]
    public async Task Programs_of_the_container_uncompress_nothing()
    {
        const string Program = "#!/bin/sh\ntouch /ran\nexec cat\n";
        string[] names = ["xz", "unpigz", "gzip", "zstd", "bzip2", "unxz"];
        await HostileImage.ImportAsync(
            engine, "evil-programs", [HostileImage.Directory("usr"), HostileImage.Directory("usr/bin"), .. names.SelectMany(name => new[] { HostileImage.File("bin/" + name, Program), HostileImage.File("usr/bin/" + name, Program) })]);
        string id = await CreateAsync("""{"Image":"evil-programs"}""");
        await RunAsync(id, running: true);
        foreach (byte[] archive in new[] { new byte[] { 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0, 0 }, "BZh9xxxxxxxx"u8.ToArray() })
        {
            (HttpStatusCode status, string text) = await PutAsync(id, "/", archive);
            Assert.True(status == HttpStatusCode.BadRequest && text.Contains("are not supported", StringComparison.Ordinal), text);
        }

        using var zipped = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(await ArchiveAsync(HostileImage.File("unzipped", "x")), Cancel);
        }

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(id, "/", zipped.ToArray())).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(id, "/unzipped")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(id, "/ran")).Status);
        Assert.False(File.Exists("/ran"));
    }

    [Attack("23/60", "links in the container and links in the archive lead nowhere else, and change nobody's mode", "CVE-2019-10152, CVE-2019-18466, CVE-2021-41089")]
    public async Task Links_that_lead_out()
    {
        string id = await CreateWithAsync($"{Volume}:/data");
        MakeTrap("real");
        File.CreateSymbolicLink(Path.Combine(Volume, "up"), "../../../../../../../.." + Canary);
        File.CreateSymbolicLink(Path.Combine(Volume, "loop"), "loop");
        foreach (bool running in new[] { false, true })
        {
            await RunAsync(id, running);
            foreach (string path in new[] { "/data/link/file", "/data/link/", "/data/up/file", "/data/up/.", "/data/*", "/../../.." + Secrets, "/data/loop/x", "/proc/1/root" + Secrets, "/proc/self/cwd" + Secrets })
            {
                (HttpStatusCode status, byte[] body) = await GetAsync(id, path);
                Assert.True(status != HttpStatusCode.OK, $"{path}: {Encoding.UTF8.GetString(body)}");
                Assert.NotEqual(HttpStatusCode.OK, (await PutAsync(id, path, await ArchiveAsync(HostileImage.File("x", "x")))).Status);
            }

            foreach (TarEntry[] entries in new[]
            {
                new TarEntry[] { HostileImage.Link("l", Canary), HostileImage.File("l/file", "overwritten") },
                [HostileImage.Link("m", Secrets), HostileImage.File("m", "overwritten")],
                [new PaxTarEntry(TarEntryType.HardLink, "h") { LinkName = "link/file" }, HostileImage.File("h", "overwritten")],
                [new PaxTarEntry(TarEntryType.HardLink, "h") { LinkName = Secrets }],
                [HostileImage.File("../../../../../../../.." + Secrets, "overwritten")],
                [HostileImage.File("link/file", "overwritten")],
                [HostileImage.Directory("link/directory")],
            })
            {
                await PutAsync(id, "/data", await ArchiveAsync(entries));
                AssertUntouched();
            }
        }
    }

    // A directory with a file of the container's, and beside it a link to the host's that looks the same.
    private string MakeTrap(string name)
    {
        string real = Path.Combine(Volume, name);
        Directory.CreateDirectory(real);
        Directory.CreateDirectory(Canary);
        File.WriteAllText(Path.Combine(real, "file"), "the container's");
        File.WriteAllText(Secrets, Secret);
        File.SetUnixFileMode(Secrets, UnixFileMode.UserRead);
        File.CreateSymbolicLink(Path.Combine(Volume, "link"), Canary);
        return real;
    }

    private void AssertUntouched()
    {
        Assert.Equal([Secrets], Directory.GetFileSystemEntries(Canary));
        Assert.Equal(Secret, File.ReadAllText(Secrets));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(Secrets));
    }

    private Task<string> CreateWithAsync(params string[] binds)
    {
        Directory.CreateDirectory(Volume);
        return CreateAsync(new JsonObject { ["HostConfig"] = new JsonObject { ["Binds"] = new JsonArray([.. binds.Select(bind => (JsonNode)bind)]) } }.ToJsonString());
    }

    private async Task<string> CreateAsync(string patch)
    {
        // The tests' engine removes what is left when all tests are done.
        RunningContainer container = await new EngineClient(engine).StartAsync(patch);
        return container.Id;
    }

    private async Task RunAsync(string id, bool running)
    {
        using HttpResponseMessage answer = await engine.Http.PostAsync(running ? $"/containers/{id}/start" : $"/containers/{id}/kill", null, Cancel);
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(string id, string path)
    {
        using HttpResponseMessage answer = await engine.Http.GetAsync($"/containers/{id}/archive?path={Uri.EscapeDataString(path)}", Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    private async Task<(HttpStatusCode Status, string Text)> PutAsync(string id, string path, byte[] archive)
    {
        using var content = new ByteArrayContent(archive);
        using HttpResponseMessage answer = await engine.Http.PutAsync($"/containers/{id}/archive?path={path}", content, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<byte[]> ArchiveAsync(params TarEntry[] entries)
    {
        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            foreach (TarEntry entry in entries)
            {
                await tar.WriteEntryAsync(entry, Cancel);
            }
        }

        return archive.ToArray();
    }

    private string Mapped() => string.Join('\n', File.ReadLines($"/proc/{engine.Pid}/maps")
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(5)).Where(path => path?.StartsWith('/') == true).Distinct().Order(StringComparer.Ordinal));
}
