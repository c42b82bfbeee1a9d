using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Engine.PowerShell.Tests.Running;

/// <summary>The machine's static BusyBox as archives that the engine takes in.</summary>
internal static class BusyBoxArchive
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    /// <summary>Writes a root file system.</summary>
    public static void WriteRootFileSystem(string path, string busybox)
    {
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Pax);
        foreach (var directory in new[] { "bin/", "dev/", "etc/", "proc/", "sys/", "tmp/" })
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, directory) { Mode = Executable });
        }

        using var program = File.OpenRead(busybox);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = Executable, DataStream = program });
        foreach (var applet in new[] { "sh", "cat", "echo", "hostname", "ls", "ps", "sleep" })
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
        }
    }

    /// <summary>Writes an image of one layer, as docker save does.</summary>
    /// <param name="path">Where.</param>
    /// <param name="layer">The layer's archive.</param>
    /// <param name="digest">The layer's digest as the image tells it; null: the right one.</param>
    public static void WriteImage(string path, string layer, string? digest = null)
    {
        using var content = File.OpenRead(layer);
        digest ??= "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
        content.Position = 0;
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Pax);
        WriteText(tar, "config.json", $$"""{"architecture":"amd64","os":"linux","config":{"Cmd":["sh"],"Env":["PATH=/bin"] },"rootfs":{"type":"layers","diff_ids":["{{digest}}"] } }""");
        WriteText(tar, "manifest.json", """[{"Config":"config.json","RepoTags":["busybox:latest"],"Layers":["layer.tar"]}]""");
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "layer.tar") { DataStream = content });
    }

    private static void WriteText(TarWriter tar, string name, string text) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
}
