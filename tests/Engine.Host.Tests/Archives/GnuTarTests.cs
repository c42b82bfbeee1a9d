using System.Diagnostics;
using Engine.Host.Archives;
using Engine.Host.Tests.Storage;
using Engine.Linux.Syscalls;

namespace Engine.Host.Tests.Archives;

/// <summary>GNU tar as oracle: what it packs we unpack to the same tree, and what we write it unpacks to the same tree.</summary>
public sealed class GnuTarTests
{
    private const string MakeTree = """
        set -e
        mkdir -p a/deep/er "$(printf 'name-\377\376')" setgid
        chmod 2775 setgid; chmod 1777 a
        printf content > a/file; ln a/file a/deep/link; ln -s ../file a/deep/sym; ln -s "$(printf '%0150d' 7)" longlink
        mkfifo -m 620 fifo; mknod -m 600 char c 5 1; mknod -m 660 block b 8 17
        printf x > "$(printf '%0200d' 1)"; mkdir -p "$(printf '%0120d' 1)/$(printf '%0120d' 2)"; printf y > "$(printf '%0120d' 1)/$(printf '%0120d' 2)/z"
        truncate -s 3M sparse; printf middle | dd of=sparse bs=1 seek=1000000 conv=notrunc status=none; printf end | dd of=sparse bs=1 seek=3145725 conv=notrunc status=none
        truncate -s 2M hole
        head -c 300000 /dev/zero | tr '\0' q > large
        printf su > su; chown 1234:5678 su; chmod 6755 su; chown -h 77:88 longlink
        touch -d '1969-12-31T23:59:58.5Z' a/file; touch -d '2001-02-03T04:05:06.123456789Z' su a/deep; touch -h -d '1999-01-01T00:00:00Z' longlink
        """;

    [Theory]
    [InlineData("--format=pax --xattrs --xattrs-include=*", true)]
    [InlineData("--format=pax -S --sparse-version=0.0", true)]
    [InlineData("--format=pax -S --sparse-version=0.1", true)]
    [InlineData("--format=pax -S --sparse-version=1.0", true)]
    [InlineData("--format=gnu", false)]
    [InlineData("--format=gnu -S", false)]
    [InlineData("--format=posix -z", true)]
    public async Task What_it_packs_unpacks_to_the_same_tree(string options, bool keepsFractions)
    {
        using var layer = new LayerFixture();
        await Shell($"mkdir -m 755 tree; cd tree; {MakeTree}\n cd ..; tar -C tree {options} -cf tree.tar .", layer.Root);
        var (content, _) = await CompressedStream.OpenAsync(
            System.IO.Pipelines.PipeReader.Create(File.OpenRead(layer.Root + "/tree.tar")), TestContext.Current.CancellationToken);
        await layer.UnpackAsync(content);

        // The GNU format has whole seconds; its own tar rounds a time before 1970 down, as ours has to.
        var (expected, actual) = (TreeSnapshot.Take(layer.Root + "/tree", keepsFractions), TreeSnapshot.Take(layer.Layer, keepsFractions));
        Assert.Equal(expected, actual);
        Assert.True(layer.Status("hole")!.Value.Blocks < 4096 || !options.Contains("-S"), "a hole was written out");
    }

    [Fact]
    public async Task What_we_write_it_unpacks_to_the_same_tree()
    {
        using var layer = new LayerFixture();
        var entries = new (TarEntry Entry, byte[] Content)[]
        {
            (Entry("./", TarEntryType.Directory) with { Mode = 0x1ED }, []),
            (Entry("plain") with { Modified = new(1_600_000_000, 0) }, "hello"u8.ToArray()),
            (Entry("exact") with { Uid = 3_000_000, Gid = 70_000, Modified = new(-2, 250_000_000) }, new byte[1024]),
            (Entry("named", TarEntryType.SymbolicLink) with { LinkName = RawTar.Bytes(new string('l', 300)) }, []),
            (Entry(new string('d', 90) + "/" + new string('e', 99)) with { Mode = 0x9ED }, "split"u8.ToArray()),
            (Entry(new string('\u00f0', 240)), "long"u8.ToArray()),
            (Entry("again", TarEntryType.HardLink) with { LinkName = "plain"u8.ToArray(), Modified = new(1_600_000_000, 0) }, []),
            (Entry("null", TarEntryType.CharacterDevice) with { DeviceMajor = 1, DeviceMinor = 3 }, []),
            (Entry("fifo", TarEntryType.Fifo), []),
            (Entry("noted") with { ExtendedAttributes = [new("user.bytes"u8.ToArray(), [0, 0xFF, (byte)'\n', 0x80])] }, "x"u8.ToArray()),
        };
        await using (var file = File.Create(layer.Root + "/ours.tar"))
        {
            var writer = new TarWriter(file);
            foreach (var (entry, content) in entries)
            {
                await writer.WriteAsync(entry with { Size = content.Length, StoredSize = content.Length }, new MemoryStream(content), TestContext.Current.CancellationToken);
            }

            await writer.FinishAsync(TestContext.Current.CancellationToken);
        }

        await Shell("mkdir -m 755 theirs; tar -C theirs --numeric-owner --same-owner --xattrs --xattrs-include='*' -pxf ours.tar", layer.Root);
        await layer.UnpackAsync(File.OpenRead(layer.Root + "/ours.tar"));
        var implied = "/" + new string('d', 90) + " ";
        Assert.Equal(
            TreeSnapshot.Take(layer.Root + "/theirs").Where(line => !line.StartsWith(implied, StringComparison.Ordinal)),
            TreeSnapshot.Take(layer.Layer).Where(line => !line.StartsWith(implied, StringComparison.Ordinal)));
    }

    private static TarEntry Entry(string name, TarEntryType type = TarEntryType.Regular) =>
        new() { Name = RawTar.Bytes(name), Type = type, Mode = 0x1A4, Modified = new Timespec(1_700_000_000, 5) };

    private static async Task Shell(string script, string directory)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = directory, RedirectStandardError = true })!;
        var errors = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, errors);
    }
}
