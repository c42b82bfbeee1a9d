using System.IO.Compression;
using System.IO.Pipelines;
using Engine.Host.Archives;
using Engine.Host.Tests.Archives;
using Engine.Linux.Syscalls;

namespace Engine.Host.Tests.Storage;

/// <summary>Archives that are odd but must unpack, to exactly what docker makes of them, always inside the layer (rule R15 of the security matrix).</summary>
public sealed class AcceptedArchiveTests
{
    [Fact]
    public async Task Absolute_names_and_links_count_from_the_layer()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().File("/etc/a", "1").Symlink("root", "/").File("root/b", "2").Symlink("up", "../../../..").File("up/c", "3").End());
        Assert.Equal("1", File.ReadAllText(layer.Layer + "/etc/a"));
        Assert.Equal("2", File.ReadAllText(layer.Layer + "/b"));
        Assert.Equal("3", File.ReadAllText(layer.Layer + "/c"));
        layer.AssertNothingOutsideTouched();
    }

    [Fact]
    public async Task A_name_is_cleaned_as_text_before_links_are_followed()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().File("a/./b//../c", "x").End());
        Assert.Equal("x", File.ReadAllText(layer.Layer + "/a/c"));
        Assert.False(Directory.Exists(layer.Layer + "/a/b"));
    }

    [Fact]
    public async Task An_entry_replaces_a_link_instead_of_writing_through_it()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar()
            .Symlink("f", layer.Outside + "/secret").File("f", "mine")
            .Symlink("d", layer.Outside).Directory("d")
            .Symlink("n", layer.Outside + "/secret").Header('6', "n")
            .Symlink("h", layer.Outside + "/secret").Hardlink("h", "f").End());
        Assert.Equal("mine", File.ReadAllText(layer.Layer + "/f"));
        Assert.Equal(FileStatus.S_IFDIR, layer.Status("d")!.Value.Type);
        Assert.Equal(FileStatus.S_IFIFO, layer.Status("n")!.Value.Type);
        Assert.Equal(layer.Status("f")!.Value.Inode, layer.Status("h")!.Value.Inode);
        layer.AssertNothingOutsideTouched();
    }

    [Fact]
    public async Task Later_entries_of_a_name_win_whatever_their_type()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar()
            .File("a", "file").Directory("a").File("a/x", "1").Symlink("a", "b").Directory("b")
            .File("a/y", "through").File("c", "first").File("c", "second").Directory("e").File("e/keep").Directory("e", 0x1C0).End());
        Assert.Equal(FileStatus.S_IFLNK, layer.Status("a")!.Value.Type);
        Assert.Equal("through", File.ReadAllText(layer.Layer + "/b/y"));
        Assert.Equal("second", File.ReadAllText(layer.Layer + "/c"));
        Assert.True(File.Exists(layer.Layer + "/e/keep"));
        Assert.Equal(0x41C0u, layer.Status("e")!.Value.Mode);
    }

    [Fact]
    public async Task Removing_a_tree_to_make_room_follows_no_link()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().Directory("d").Symlink("d/out", layer.Outside).Symlink("d/file", layer.Outside + "/secret").File("d", "x").End());
        Assert.Equal("x", File.ReadAllText(layer.Layer + "/d"));
        layer.AssertNothingOutsideTouched();
    }

    [Fact]
    public async Task A_hard_link_to_a_symbolic_link_is_that_link_and_one_to_itself_is_nothing()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().Symlink("l", "/outside/secret").Hardlink("h", "l").File("f", "x").Hardlink("f", "f").Hardlink("./f", "/f").End());
        Assert.Equal(layer.Status("l")!.Value.Inode, layer.Status("h")!.Value.Inode);
        Assert.Equal(FileStatus.S_IFLNK, layer.Status("h")!.Value.Type);
        Assert.Equal("x", File.ReadAllText(layer.Layer + "/f"));
    }

    [Fact]
    public async Task Set_user_ID_survives_the_change_of_owner()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().File("su", "x", mode: 0x9ED, uid: RawTar.Octal(1000, 7)).Directory("sticky", 0x3FF).End());
        Assert.Equal((0x89EDu, 1000u), (layer.Status("su")!.Value.Mode, layer.Status("su")!.Value.Uid));
        Assert.Equal(0x43FFu, layer.Status("sticky")!.Value.Mode);
    }

    [Fact]
    public async Task File_capabilities_keep_every_byte_also_when_a_hard_link_follows()
    {
        var value = "\u0001\0\0\u0002\u00ff\u0080\0\0\0\0\0\0\u00c3\u0028\0\0\0\0\0\0";
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().Pax("SCHILY.xattr.security.capability=" + value, "SCHILY.xattr.user.note=\u00fe").File("ping", "x", 0x1ED)
            .Hardlink("ping6", "ping", 0x1ED).End());
        Assert.Equal(RawTar.Bytes(value), layer.Xattr("ping", "security.capability"));
        Assert.Equal([0xFE], layer.Xattr("ping6", "user.note"));
    }

    [Fact]
    public async Task Attributes_that_overlayfs_takes_as_orders_are_dropped()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar()
            .Pax("SCHILY.xattr.trusted.overlay.opaque=y", "SCHILY.xattr.trusted.overlay.redirect=/etc", "SCHILY.xattr.user.overlay.opaque=y", "SCHILY.xattr.user.kept=1")
            .Directory("d").Pax("SCHILY.xattr.trusted.overlay.metacopy=").File("f").End());
        Assert.Null(layer.Xattr("d", "trusted.overlay.opaque"));
        Assert.Null(layer.Xattr("d", "trusted.overlay.redirect"));
        Assert.Null(layer.Xattr("d", "user.overlay.opaque"));
        Assert.Equal("1"u8.ToArray(), layer.Xattr("d", "user.kept"));
    }

    [Fact]
    public async Task Whiteouts_become_what_overlayfs_reads()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().Directory("d").File("d/.wh..wh..opq").File("d/.wh.gone").File(".wh.top").End());
        Assert.Equal("y"u8.ToArray(), layer.Xattr("d", "trusted.overlay.opaque"));
        Assert.Equal((FileStatus.S_IFCHR, 0u, 0u), (layer.Status("d/gone")!.Value.Type, layer.Status("d/gone")!.Value.DeviceMajor, layer.Status("d/gone")!.Value.DeviceMinor));
        Assert.Equal(FileStatus.S_IFCHR, layer.Status("top")!.Value.Type);
        Assert.Null(layer.Status(".wh.top"));
        Assert.False(layer.Unpacker!.RootIsOpaque);
    }

    [Fact]
    public async Task An_opaque_root_is_reported_because_overlayfs_would_not_see_it()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().File(".wh..wh..opq").File("f").End());
        Assert.True(layer.Unpacker!.RootIsOpaque);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_directory_removed_and_made_anew_in_one_layer_hides_the_lower_one(bool markerFirst)
    {
        using var layer = new LayerFixture();
        var tar = new RawTar();
        await layer.UnpackAsync((markerFirst ? tar.File(".wh.d").Directory("d") : tar.Directory("d").File(".wh.d")).File("d/new", "x").End());
        Assert.Equal("y"u8.ToArray(), layer.Xattr("d", "trusted.overlay.opaque"));
        Assert.Equal("x", File.ReadAllText(layer.Layer + "/d/new"));
    }

    [Fact]
    public async Task A_whiteout_spares_what_its_own_layer_has()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().File("f", "x").File(".wh.f").Symlink("l", "/outside").File(".wh.l").File(".wh.g").File("g", "y").End());
        Assert.Equal("x", File.ReadAllText(layer.Layer + "/f"));
        Assert.Equal(FileStatus.S_IFLNK, layer.Status("l")!.Value.Type);
        Assert.Equal("y", File.ReadAllText(layer.Layer + "/g"));
    }

    [Fact]
    public async Task Records_of_AUFS_are_passed_over()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().Directory(".wh..wh.plnk").File(".wh..wh.plnk/1.2", "x").File(".wh..wh.aufs").File("d/.wh..wh.orph").File("f").End());
        Assert.Equal(["f"], Directory.EnumerateFileSystemEntries(layer.Layer).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Nodes_have_their_numbers_and_modes()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().Header('3', "null", mode: 0x1B6, major: RawTar.Octal(1, 7), minor: RawTar.Octal(3, 7))
            .Header('4', "disk", mode: 0x1B0, major: RawTar.Octal(259, 7), minor: RawTar.Octal(70000, 7)).Header('6', "fifo", mode: 0x1B6).End());
        Assert.Equal(["/ 40755 0:0", "/disk 60660 0:0 259:70000", "/fifo 10666 0:0", "/null 20666 0:0 1:3"], layer.Content());
    }

    [Theory]
    [InlineData("mtime=-1.25", -2, 750_000_000)]
    [InlineData("mtime=-3", -3, 0)]
    [InlineData("mtime=1700000000.123456789", 1_700_000_000, 123_456_789)]
    [InlineData("mtime=0.5", 0, 500_000_000)]
    public async Task Times_before_1970_and_fractions_are_exact(string record, long seconds, long nanoseconds)
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().Pax(record).Directory("d").Pax(record).File("d/f").Pax(record).Symlink("d/l", "f").End());
        Assert.Equal(new Timespec(seconds, nanoseconds), layer.Status("d")!.Value.Modified);
        Assert.Equal(new Timespec(seconds, nanoseconds), layer.Status("d/f")!.Value.Modified);
        Assert.Equal(new Timespec(seconds, nanoseconds), layer.Status("d/l")!.Value.Modified);
    }

    [Fact]
    public async Task Numbers_in_base_256_are_read()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().File("f", "abc", size: RawTar.Base256(3, 12), uid: RawTar.Base256(3_000_000, 8), mtime: RawTar.Base256(-5, 12)).End());
        Assert.Equal(("abc", 3_000_000u, -5L), (File.ReadAllText(layer.Layer + "/f"), layer.Status("f")!.Value.Uid, layer.Status("f")!.Value.Modified.Seconds));
    }

    [Fact]
    public async Task Names_are_bytes_and_may_be_255_of_them()
    {
        var name = "\u00ff\u00fe" + new string('n', 253);
        var link = string.Join('/', Enumerable.Repeat(new string('t', 200), 10));
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().LongName('L', name).File("short", "x").LongName('K', link).Symlink("l", "short").End());
        Assert.Equal(1, layer.Status(name)!.Value.Size);
        Assert.Contains($"/l 120777 0:0 -> {link}", layer.Content());
    }

    [Fact]
    public async Task Directories_that_the_archive_does_not_list_are_readable_by_all()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().File("a/b/c", "x").End());
        Assert.Contains("/a 40755 0:0", layer.Content());
        Assert.Contains("/a/b 40755 0:0", layer.Content());
    }

    [Fact]
    public async Task The_root_entry_sets_the_layer_itself()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().Directory("./", 0x1C9, mtime: RawTar.Octal(12345, 11)).File("f").End());
        var root = layer.Status(".")!.Value;
        Assert.Equal((0x41C9u, 12345L), (root.Mode, root.Modified.Seconds));
    }

    [Fact]
    public async Task An_archive_may_lack_its_end_or_have_something_after_it()
    {
        using var layer = new LayerFixture();
        await layer.UnpackAsync(new RawTar().File("a", "1").Cut());
        await layer.UnpackAsync([.. new RawTar().File("b", "2").End(), .. "garbage"u8]);
        await layer.UnpackAsync([]);
        Assert.Equal(["a", "b"], Directory.EnumerateFileSystemEntries(layer.Layer).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Gzip_of_several_members_and_zstd_with_skippable_frames_are_whole()
    {
        var tar = new RawTar().File("a", new string('x', 3000)).End();
        byte[] gzip = [.. Gzip(tar[..700]), .. Gzip(tar[700..])];
        byte[] skippable = [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4];
        using var compressor = new ZstdSharp.Compressor();
        byte[] zstd = [.. skippable, .. compressor.Wrap(tar.AsSpan(0, 700)), .. skippable, .. compressor.Wrap(tar.AsSpan(700))];
        foreach (var blob in new[] { gzip, zstd, tar })
        {
            using var layer = new LayerFixture();
            var (content, _) = await CompressedStream.OpenAsync(PipeReader.Create(new MemoryStream(blob)), TestContext.Current.CancellationToken);
            await layer.UnpackAsync(content);
            Assert.Equal(3000, layer.Status("a")!.Value.Size);
        }
    }

    [Fact]
    public async Task A_tree_deeper_than_any_path_is_removed_without_recursion()
    {
        // Each link carries the next name one path further down than the kernel would take in one.
        using var layer = new LayerFixture();
        var tar = new RawTar();
        var step = string.Join('/', Enumerable.Repeat("d", 1000));
        for (var i = 0; i < 5; i++)
        {
            tar.LongName('L', (i == 0 ? "top" : $"l{i - 1}") + "/" + step).Directory("x");
            tar.LongName('K', (i == 0 ? "top" : $"l{i - 1}") + "/" + step).Symlink($"l{i}", "x");
        }

        await layer.UnpackAsync(tar.File("top", "flat").End());
        Assert.Equal("flat", File.ReadAllText(layer.Layer + "/top"));
    }

    private static byte[] Gzip(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(data);
        }

        return packed.ToArray();
    }
}
