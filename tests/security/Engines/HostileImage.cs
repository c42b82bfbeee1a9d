using System.Formats.Tar;
using System.Net.Http.Headers;
using Engine.Conformance.Tests.Bundles;
using Engine.EndToEnd.Tests;

namespace Engine.Security.Tests.Engines;

/// <summary>An image whose root file system is BusyBox and what an attacker put beside it.</summary>
internal static class HostileImage
{
    public static async Task ImportAsync(PrivateEngine engine, string name, params TarEntry[] entries)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            await tar.WriteEntryAsync(Directory("bin"));
            await tar.WriteEntryAsync(BundleDirectory.BusyBox, "bin/busybox");
            await tar.WriteEntryAsync(Link("bin/sh", "busybox"));
            foreach (TarEntry entry in entries)
            {
                await tar.WriteEntryAsync(entry);
            }
        }

        archive.Position = 0;
        using var content = new StreamContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using HttpResponseMessage answer = await engine.Http.PostAsync(
            $"/images/create?fromSrc=-&repo={name}&tag=latest&changes={Uri.EscapeDataString("ENV PATH=/bin")}", content, TestContext.Current.CancellationToken);
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode && !body.Contains("errorDetail", StringComparison.Ordinal), body);
    }

    public static TarEntry Directory(string path) => new PaxTarEntry(TarEntryType.Directory, path + "/") { Mode = (UnixFileMode)0x1ED };

    public static TarEntry Link(string path, string target) => new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target };

    /// <summary>A program or file that everybody may read and execute.</summary>
    public static TarEntry File(string path, string content) => Program(path, System.Text.Encoding.UTF8.GetBytes(content));

    public static TarEntry Program(string path, byte[] content) => new PaxTarEntry(TarEntryType.RegularFile, path)
    {
        Mode = (UnixFileMode)0x1ED,
        DataStream = new MemoryStream(content),
    };
}
