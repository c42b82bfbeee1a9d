using System.Diagnostics;
using Engine.Host.Volumes;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Tests.Volumes;

/// <summary>What an image has at a volume's place, copied by the real file system.</summary>
public sealed class VolumeContentTests : IDisposable
{
    // struct vfs_cap_data: revision 2, effective; permitted CAP_NET_RAW.
    private static readonly byte[] s_netRaw = [0x01, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly string root = Directory.CreateTempSubdirectory("engine-content-").FullName;

    public VolumeContentTests()
    {
        Assert.SkipUnless(Environment.UserName == "root", "other owners need root");
        Run("""
            mkdir -p layer/data/sub volume; cd layer/data
            echo hello > plain; chmod 6751 plain; chown 11:22 plain; touch -d '2001-02-03 04:05:06.789' plain
            ln plain sub/linked; ln -s /etc/passwd outside; mkfifo pipe; mknod null c 1 3; chmod 600 null
            chown -h 33:44 outside; chown 55:66 sub; chmod 1770 sub; touch -d '1999-01-01 00:00:01' sub
            printf '#!/bin/sh\n' > capable;
            chown 77:88 .; chmod 2750 .; touch -d '1998-07-06 05:04:03' .
            """);
        using FileDescriptor plain = Open("layer/data/plain");
        Assert.Equal(Errno.OK, Syscall.TrySetxattrOfPath(plain.Number, "user.note\0"u8, "hi"u8));
        using FileDescriptor capable = Open("layer/data/capable");
        Assert.Equal(Errno.OK, Syscall.TrySetxattrOfPath(capable.Number, "security.capability\0"u8, s_netRaw));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_of_it_arrives_as_it_is(bool replaced)
    {
        VolumeContent.Fill([Path.Combine(root, "layer")], "/data", Path.Combine(root, "volume"), replaced ? Replacement : null);
        const string List = "find . -printf '%y %m %U:%G %n %s %T@ %p %l\\n' | grep -v '^d.*\\. $' | sort; stat -c '%a %u:%g %y' .";
        Assert.Equal(Run("cd layer/data; " + List), Run("cd volume; " + List));
        using FileDescriptor plain = Open("volume/plain");
        Assert.Equal("hi"u8.ToArray(), Syscall.GetxattrOfPath(plain.Number, "user.note\0"u8));
        using FileDescriptor capable = Open("volume/capable");
        Assert.Equal(s_netRaw, Syscall.GetxattrOfPath(capable.Number, "security.capability\0"u8));
        Assert.Equal(["layer", "volume"], Directory.GetDirectories(root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_volume_with_content_stays_as_it_is()
    {
        File.WriteAllText(Path.Combine(root, "volume", "mine"), "");
        VolumeContent.Fill([Path.Combine(root, "layer")], "/data", Path.Combine(root, "volume"), Replacement);
        Assert.Equal(["mine"], Directory.GetFiles(Path.Combine(root, "volume")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_link_in_the_image_does_not_lead_out_of_it()
    {
        Directory.CreateDirectory(Path.Combine(root, "secret"));
        File.WriteAllText(Path.Combine(root, "secret", "key"), "");
        File.CreateSymbolicLink(Path.Combine(root, "layer", "trap"), Path.Combine(root, "secret"));
        File.CreateSymbolicLink(Path.Combine(root, "layer", "up"), "../secret");
        foreach (string trap in new[] { "/trap", "/up", "/../secret" })
        {
            VolumeContent.Fill([Path.Combine(root, "layer")], trap, Path.Combine(root, "volume"), Replacement);
            Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(root, "volume")));
        }
    }

    private FileDescriptor Open(string path) =>
        Syscall.OpenAt2(Syscall.AT_FDCWD, System.Text.Encoding.UTF8.GetBytes(Path.Combine(root, path) + "\0"), Syscall.O_PATH, 0, 0);

    private string Replacement()
    {
        string path = Path.Combine(root, "replacement");
        Directory.CreateDirectory(path);
        return path;
    }

    private string Run(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-ec", script]) { WorkingDirectory = root, RedirectStandardOutput = true })!;
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return shell.ExitCode == 0 ? output : throw new InvalidOperationException($"{script}: exit status {shell.ExitCode}");
    }
}
