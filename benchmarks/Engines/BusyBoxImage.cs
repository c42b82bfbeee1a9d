using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Engine.Benchmarks.Measuring;

namespace Engine.Benchmarks.Engines;

/// <summary>A docker-archive with the machine's static BusyBox, so that every engine runs the same image and no registry is needed.</summary>
internal static class BusyBoxImage
{
    public const string Name = "engine-bench:latest";

    public static void Write(string path)
    {
        string busybox = TimedProgram.Find("busybox") ?? throw new InvalidOperationException("busybox is not installed (busybox-static)");
        using var layer = new MemoryStream();
        using (var tar = new TarWriter(layer, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "bin/") { Mode = (UnixFileMode)0x1ED });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = (UnixFileMode)0x1ED, DataStream = new MemoryStream(File.ReadAllBytes(busybox)) });
            foreach (string applet in new[] { "sh", "true", "sleep", "cat", "echo" })
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
            }
        }

        string diffId = Convert.ToHexStringLower(SHA256.HashData(layer.ToArray()));
        string config = $$"""
            {"architecture":"amd64","os":"linux","config":{"Env":["PATH=/bin"],"Cmd":["/bin/sh"]},"rootfs":{"type":"layers","diff_ids":["sha256:{{diffId}}"]},"history":[{"created_by":"busybox"}]}
            """;
        string configName = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(config)))}.json";
        using var archive = new TarWriter(File.Create(path), TarEntryFormat.Pax);
        layer.Position = 0;
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "layer.tar") { DataStream = layer });
        Add(archive, configName, config);
        Add(archive, "manifest.json", $$"""[{"Config":"{{configName}}","RepoTags":["{{Name}}"],"Layers":["layer.tar"]}]""");
    }

    private static void Add(TarWriter archive, string name, string text) =>
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
}
