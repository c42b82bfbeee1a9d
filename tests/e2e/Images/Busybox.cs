using System.Diagnostics;
using System.Formats.Tar;

namespace Engine.EndToEnd.Tests;

/// <summary>A root filesystem made of the machine's static busybox, with a link for every one of its applets.</summary>
internal static class Busybox
{
    private const UnixFileMode Executable = (UnixFileMode)0x1ED;

    public static string? Program { get; } = new[] { "/bin/busybox", "/usr/bin/busybox" }.FirstOrDefault(File.Exists);

    /// <summary>The archive of the root filesystem.</summary>
    public static async Task<MemoryStream> ArchiveAsync()
    {
        var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var directory in new[] { "bin", "etc", "tmp", "proc", "sys", "dev", "root" })
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, directory + "/") { Mode = Executable });
            }

            await tar.WriteEntryAsync(Program!, "bin/busybox");
            foreach (var applet in await AppletsAsync())
            {
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" });
            }

            await WriteAsync(tar, "etc/passwd", "root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/:/bin/sh\n");
            await WriteAsync(tar, "etc/group", "root:x:0:\nuser:x:1000:\n");
        }

        archive.Position = 0;
        return archive;
    }

    private static async Task<IReadOnlyList<string>> AppletsAsync()
    {
        using var list = Process.Start(new ProcessStartInfo(Program!, ["--list"]) { RedirectStandardOutput = true })!;
        var names = await list.StandardOutput.ReadToEndAsync();
        await list.WaitForExitAsync();
        return [.. names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "busybox")];
    }

    private static async Task WriteAsync(TarWriter tar, string name, string content) => await tar.WriteEntryAsync(
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)) });
}
