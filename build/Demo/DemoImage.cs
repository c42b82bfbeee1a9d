using System.Formats.Tar;

namespace Engine.Build.Demo;

/// <summary>A root file system made of the machine's own static BusyBox: no registry is needed for the demo.</summary>
internal static class DemoImage
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static readonly string[] s_applets = ["sh", "cat", "echo", "env", "head", "hostname", "id", "ls", "mount", "ps", "sleep", "true", "false", "wc"];

    /// <summary>Writes the tar.</summary>
    public static void Write(string path)
    {
        string busybox = Command.Find("busybox") ?? throw new BuildFailedException("there is no busybox (Debian: busybox-static)");
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Pax);
        foreach (string directory in new[] { "bin/", "dev/", "etc/", "proc/", "sys/", "tmp/" })
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, directory) { Mode = Executable });
        }

        using FileStream program = File.OpenRead(busybox);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = Executable, DataStream = program });
        foreach (string applet in s_applets)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = "busybox" });
        }
    }
}
