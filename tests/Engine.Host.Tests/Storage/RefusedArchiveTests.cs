using System.IO.Pipelines;
using Engine.Host.Archives;
using Engine.Host.Storage;
using Engine.Host.Tests.Archives;

namespace Engine.Host.Tests.Storage;

/// <summary>
/// Archives that must be refused, with a message that says why, and without a touch on anything outside the layer: rows 53, 55, 56, 57, 58 and 61
/// of the security matrix and the corpus of its rule R15.
/// </summary>
public sealed class RefusedArchiveTests
{
    private static readonly UnpackLimits Limits = new() { Bytes = 1 << 20, Entries = 100, Tar = new() { ExtendedHeaderBytes = 4096, SparseSegments = 64 } };

    private static readonly Dictionary<string, (Func<RawTar, byte[]> Make, string Why)> Cases = new()
    {
        ["dot-dot name"] = (t => t.File("../x").End(), "leads out"),
        ["dot-dot in the middle"] = (t => t.File("a/../../x").End(), "leads out"),
        ["dot-dot alone"] = (t => t.Directory("..").End(), "leads out"),
        ["dot-dot after slash"] = (t => t.File("/../x").End(), "leads out"),
        ["dot-dot after dot"] = (t => t.File("./../x").End(), "leads out"),
        ["dot-dot by PAX path"] = (t => t.Pax("path=../x").File("innocent").End(), "leads out"),
        ["dot-dot by GNU long name"] = (t => t.LongName('L', "../x").File("innocent").End(), "leads out"),
        ["dot-dot by ustar prefix"] = (t => t.Header('0', "x", edit: b => RawTar.Put(b, 345, "..", 155)).End(), "leads out"),
        ["hard link out by dot-dot"] = (t => t.Hardlink("h", "../outside/secret").End(), "leads out"),
        ["hard link to an absolute path"] = (t => t.Hardlink("h", "/etc/passwd").End(), "not a file of the layer"),
        ["hard link through a link that leads out"] = (t => t.Symlink("l", "../outside").Hardlink("h", "l/secret").End(), "not a file of the layer"),
        ["hard link through an absolute link"] = (t => t.Symlink("l", "/etc").Hardlink("h", "l/passwd").End(), "not a file of the layer"),
        ["hard link to a directory"] = (t => t.Directory("d").Hardlink("h", "d").End(), "not a file of the layer"),
        ["hard link to the root"] = (t => t.Hardlink("h", ".").End(), "not a file of the layer"),
        ["hard link to nothing"] = (t => t.Hardlink("h", "nothing").End(), "not a file of the layer"),
        ["hard link through PAX linkpath"] = (t => t.Pax("linkpath=../outside/secret").Hardlink("h", "x").End(), "leads out"),
        ["file through a dangling link that leads out"] = (t => t.Symlink("l", "../../outside/new").File("l/x").End(), "cannot unpack"),
        ["file through a loop of links"] = (t => t.Symlink("a", "b").Symlink("b", "a").File("a/x").End(), "ELOOP"),
        ["file below a file"] = (t => t.File("a", "x").File("a/b").End(), "ENOTDIR"),
        ["file below a fifo"] = (t => t.Header('6', "p").File("p/b").End(), "ENOTDIR"),
        ["whiteout without a name"] = (t => t.File(".wh.").End(), "names no file"),
        ["whiteout of dot"] = (t => t.File(".wh..").End(), "names no file"),
        ["whiteout of dot-dot"] = (t => t.File("d/.wh...").End(), "names no file"),
        ["entry below a whiteout"] = (t => t.File("d/.wh.a/b").End(), "below a whiteout"),
        ["root as a symbolic link"] = (t => t.Symlink(".", "/outside").End(), "must be a directory"),
        ["root as a file"] = (t => t.Header('0', ".").End(), "must be a directory"),
        ["root as a hard link"] = (t => t.File("f").Hardlink(".", "f").End(), "must be a directory"),
        ["user ID of 2^32"] = (t => t.Pax("uid=4294967296").File("f").End(), "out of range"),
        ["user ID that means none"] = (t => t.Pax("uid=4294967295").File("f").End(), "out of range"),
        ["negative user ID"] = (t => t.Pax("uid=-1").File("f").End(), "out of range"),
        ["negative user ID in base 256"] = (t => t.File("f", uid: RawTar.Base256(-1, 8)).End(), "out of range"),
        ["huge group ID in base 256"] = (t => t.Header('0', "f", gid: RawTar.Base256(1L << 40, 8)).End(), "out of range"),
        ["device number that would be cut"] = (t => t.Header('3', "c", major: RawTar.Base256(1L << 33, 8)).End(), "out of range"),
        ["size that overflows"] = (t => t.Header('0', "f", size: "\x80" + new string('\xff', 11)).End(), "not a number"),
        ["negative size in base 256"] = (t => t.Header('0', "f", size: RawTar.Base256(-512, 12)).End(), "negative size"),
        ["negative size in PAX"] = (t => t.Pax("size=-1").File("f").End(), "negative size"),
        ["letters for a number"] = (t => t.Header('0', "f", size: "12x45678901").End(), "not a number"),
        ["NUL in a PAX path"] = (t => t.Pax("path=a\0b").File("f").End(), "NUL"),
        ["NUL in a PAX link path"] = (t => t.Pax("linkpath=a\0b").Symlink("l", "x").End(), "NUL"),
        ["NUL in an attribute's name"] = (t => t.Pax("SCHILY.xattr.user.a\0b=x").File("f").End(), "NUL"),
        ["no name"] = (t => t.Header('0', "").End(), "without name"),
        ["name longer than a path may be"] = (t => t.LongName('L', new string('a', 4090) + "/bcdefgh").File("x").End(), "extended header"),
        ["component longer than a name may be"] = (t => t.LongName('L', new string('a', 256)).File("x").End(), "ENAMETOOLONG"),
        ["wrong checksum"] = (t => t.Raw(Corrupted(new RawTar().File("f").Cut())).End(), "checksum"),
        ["unknown type"] = (t => t.Header('M', "f").End(), "unsupported tar entry"),
        ["cut in a header"] = (t => t.File("f", "content").Cut(1024 - 100), "unexpected end"),
        ["cut in the content"] = (t => t.File("f", new string('x', 5000)).Cut(1000), "unexpected end"),
        ["cut in the padding"] = (t => t.File("f", "content").Cut(100), "unexpected end"),
        ["cut after an extended header"] = (t => t.Pax("path=x").Cut(), "belongs to no entry"),
        ["entry after a block of zeroes"] = (t => t.File("a").Raw(new byte[512]).File("b").End(), "follows a block of zeroes"),
        ["extended header over the limit"] = (t => t.Pax("comment=" + new string('x', 5000)).File("f").End(), "larger than the limit"),
        ["extended header of 8 GB"] = (t => t.Header('x', "h", size: RawTar.Octal(1L << 33 - 1, 11)).End(), "larger than the limit"),
        ["PAX record shorter than it says"] = (t => t.PaxBytes("99 path=x\n"u8.ToArray()).File("f").End(), "malformed PAX"),
        ["PAX record without length"] = (t => t.PaxBytes("path=x\n"u8.ToArray()).File("f").End(), "malformed PAX"),
        ["PAX record with a negative length"] = (t => t.PaxBytes("-9 path=x\n"u8.ToArray()).File("f").End(), "malformed PAX"),
        ["PAX record without a key"] = (t => t.PaxBytes("5 =x\n"u8.ToArray()).File("f").End(), "without a key"),
        ["PAX time that is none"] = (t => t.Pax("mtime=yesterday").File("f").End(), "not a time"),
        ["sparse map that overlaps"] = (t => Sparse(t, "0,4,2,4", 8, "12345678"), "does not fit"),
        ["sparse map beyond the file"] = (t => Sparse(t, "6,4", 8, "1234"), "does not fit"),
        ["sparse map with an overflow"] = (t => Sparse(t, "9223372036854775800,100", 8, "1234"), "does not fit"),
        ["sparse map of another length"] = (t => Sparse(t, "0,8", 8, "1234"), "does not add up"),
        ["sparse map with an odd count"] = (t => Sparse(t, "0,4,8", 8, "1234"), "malformed sparse map"),
        ["sparse map over the limit"] = (t => Sparse(t, string.Join(',', Enumerable.Repeat("0,0", 65)), 0, ""), "malformed sparse map"),
        ["leading sparse map without numbers"] = (t => t.Pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=8").File("f", "x\n").End(), "malformed sparse map"),
        ["leading sparse map cut short"] = (t => t.Pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=8").File("f", "3\n0\n").End(), "cut short"),
        ["more bytes than the limit"] = (t => t.File("f", new string('x', 1 << 20)).End(), "larger than the limit"),
        ["more entries than the limit"] = (t => Enumerable.Range(0, 101).Aggregate(t, (a, i) => a.Directory($"d{i}")).End(), "limit of 100 entries"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_refused_with_a_reason_and_touches_nothing_outside(string name)
    {
        using var layer = new LayerFixture();
        var (make, why) = Cases[name];
        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => layer.UnpackAsync(make(new RawTar()), Limits));
        Assert.Contains(why, refusal.Message);
        layer.AssertNothingOutsideTouched();
    }

    [Theory]
    [InlineData(new byte[] { 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0 }, "xz")]
    [InlineData(new byte[] { (byte)'B', (byte)'Z', (byte)'h', (byte)'9', 0x31, 0x41 }, "bzip2")]
    public async Task Compression_that_is_not_read_is_named(byte[] start, string name)
    {
        var refusal = await Assert.ThrowsAsync<ArchiveException>(
            async () => await CompressedStream.OpenAsync(PipeReader.Create(new MemoryStream(start)), TestContext.Current.CancellationToken));
        Assert.Contains($"compressed with {name} are not supported", refusal.Message);
    }

    private static byte[] Corrupted(byte[] archive)
    {
        archive[0] ^= 1;
        return archive;
    }

    private static byte[] Sparse(RawTar tar, string map, long size, string content) =>
        tar.Pax($"GNU.sparse.map={map}", $"GNU.sparse.size={size}", "GNU.sparse.name=f").File("GNUSparseFile.0/f", content).End();
}
