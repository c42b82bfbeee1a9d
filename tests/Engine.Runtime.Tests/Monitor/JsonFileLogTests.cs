using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Engine.Linux;
using Engine.Oci.Monitor;
using Engine.Runtime.Monitor;

namespace Engine.Runtime.Tests.Monitor;

public sealed class JsonFileLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly WorkBuffers _buffers = new();

    public void Dispose()
    {
        _buffers.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Lines_are_put_together_from_pieces_and_streams_do_not_mix()
    {
        using var log = Open();
        log.Write(MonitorMessage.Stdout, "one\ntw"u8);
        log.Write(MonitorMessage.Stderr, "err"u8);
        log.Write(MonitorMessage.Stdout, "o\n\nthree"u8);
        Assert.Equal(["stdout:one\n", "stdout:two\n", "stdout:\n"], Entries());
        log.End(MonitorMessage.Stderr);
        log.End(MonitorMessage.Stdout);
        Assert.Equal(["stdout:one\n", "stdout:two\n", "stdout:\n", "stderr:err", "stdout:three"], Entries());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(16384)]
    [InlineData(40000)]
    public void Long_line_is_logged_in_parts_of_16_KiB_that_share_a_time(int pieceLength)
    {
        var text = Encoding.ASCII.GetBytes(new string('x', 40_000) + "\nnext\n");
        using var log = Open();
        foreach (var piece in text.Chunk(pieceLength))
        {
            log.Write(MonitorMessage.Stdout, piece);
        }

        Assert.Equal([16384, 16384, 40_000 - 32768 + 1, 5], Entries().Select(e => e.Length - "stdout:".Length));
        var times = Documents("log").Select(d => d.GetProperty("time").GetString()).ToList();
        Assert.Equal(times[0], times[1]);
        Assert.Equal(times[0], times[2]);
        Assert.NotEqual(times[2], times[3]);
    }

    [Fact]
    public void Line_of_exactly_16_KiB_ends_with_an_entry_for_its_newline()
    {
        using var log = Open();
        log.Write(MonitorMessage.Stdout, Encoding.ASCII.GetBytes(new string('x', 16384) + "\n"));
        Assert.Equal(["stdout:" + new string('x', 16384), "stdout:\n"], Entries());
    }

    [Fact]
    public void Output_of_any_bytes_survives_as_far_as_it_is_text()
    {
        var random = new Random(7);
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            text.Append("ab\n\t\"\\<\u2028ä€😀\u0001".EnumerateRunes().ElementAt(random.Next(11)).ToString());
        }

        using var log = Open();
        foreach (var piece in Encoding.UTF8.GetBytes(text.ToString()).Chunk(777))
        {
            log.Write(MonitorMessage.Stdout, piece);
        }

        log.End(MonitorMessage.Stdout);
        Assert.Equal(text.ToString(), string.Concat(Documents("log").Select(d => d.GetProperty("log").GetString())));
    }

    /// <summary>The digest is that of the file dockerd 28.5.2 wrote for these bytes (<c>docker run -i busybox cat</c>), with the times taken out.</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(65536)]
    public void File_equals_that_of_dockerd_for_the_same_bytes(int pieceLength)
    {
        var bytes = new List<byte>();
        for (var value = 0; value < 256; value++)
        {
            bytes.AddRange(value == '\n' ? [] : [(byte)value, (byte)'\n']);
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(
            new string('x', 40_000) + "\n" + new string('y', 16_384) + "\n" + string.Concat(Enumerable.Repeat("ä€😀", 5000)) + "\n"));
        for (uint i = 0, state = 5; i < 100_000; i++)
        {
            state = ((state * 1_103_515_245) + 12_345) & 0x7fffffff;
            bytes.Add((byte)(state >> 16));
        }

        bytes.AddRange("end without newline"u8);
        using var log = Open();
        foreach (var piece in bytes.ToArray().Chunk(pieceLength))
        {
            log.Write(MonitorMessage.Stdout, piece);
        }

        log.End(MonitorMessage.Stdout);
        var withoutTimes = Regex.Replace(File.ReadAllText(_directory.File("log")), "\"time\":\"[^\"]*\"", "\"time\":\"\"");
        Assert.Equal("ab083485a11d97cf2be25dad8374b6b01054e728d5bc8bc51e2eb6caeab0f7ed", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(withoutTimes))));
    }

    [Fact]
    public void Full_files_are_rotated_between_lines_and_the_oldest_goes()
    {
        var rotations = 0;
        using var log = Open(maxSize: 300, maxFiles: 3, () => rotations++);
        for (var i = 0; i < 20; i++)
        {
            log.Write(MonitorMessage.Stdout, Encoding.ASCII.GetBytes($"line {i}\n"));
        }

        Assert.Equal(["log", "log.1", "log.2"], Files());
        var kept = new[] { "log.2", "log.1", "log" }.SelectMany(Documents).Select(d => d.GetProperty("log").GetString()).ToList();
        Assert.Equal(Enumerable.Range(20 - kept.Count, kept.Count).Select(i => $"line {i}\n"), kept);
        Assert.True(rotations >= 4, $"{rotations} rotations");
    }

    [Fact]
    public void One_piece_with_many_lines_is_rotated_as_often_as_it_needs()
    {
        using var log = Open(maxSize: 300, maxFiles: 100);
        log.Write(MonitorMessage.Stdout, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => $"line {i}\n"))));
        var all = Files().OrderByDescending(f => f.Length > 3 ? int.Parse(f[4..]) : 0).SelectMany(Documents).Select(d => d.GetProperty("log").GetString());
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"line {i}\n"), all);
        Assert.All(Files(), f => Assert.InRange(new FileInfo(_directory.File(f)).Length, 1, 300 + 80));
    }

    [Fact]
    public void Single_file_is_emptied_when_it_is_full()
    {
        using var log = Open(maxSize: 300, maxFiles: 1);
        for (var i = 0; i < 20; i++)
        {
            log.Write(MonitorMessage.Stdout, Encoding.ASCII.GetBytes($"line {i}\n"));
        }

        Assert.Equal(["log"], Files());
        Assert.Equal("stdout:line 19\n", Entries()[^1]);
        Assert.InRange(new FileInfo(_directory.File("log")).Length, 1, 400);
    }

    [Fact]
    public void Compressed_copy_takes_the_place_of_its_original_wherever_that_is_now()
    {
        using var log = Open(maxSize: 1, maxFiles: 4);
        log.Write(MonitorMessage.Stdout, "a\n"u8);
        log.Write(MonitorMessage.Stdout, "b\n"u8);
        Assert.True(FileInode.TryGet(_directory.File("log.1"), out var inode));
        File.WriteAllText(_directory.File("copy"), "compressed a");
        log.Write(MonitorMessage.Stdout, "c\n"u8);
        log.ReplaceByCompressed(new LogCompressedRequest { Inode = inode, CompressedPath = _directory.File("copy") });
        Assert.Equal(["log", "log.1", "log.2.gz"], Files());
        log.Write(MonitorMessage.Stdout, "d\n"u8);
        Assert.Equal(["log", "log.1", "log.2", "log.3.gz"], Files());
        Assert.Equal("compressed a", File.ReadAllText(_directory.File("log.3.gz")));
        log.Write(MonitorMessage.Stdout, "e\n"u8);
        Assert.Equal(["log", "log.1", "log.2", "log.3"], Files());
    }

    [Fact]
    public void Compressed_copy_of_a_file_that_is_gone_goes_too()
    {
        using var log = Open(maxSize: 1, maxFiles: 2);
        File.WriteAllText(_directory.File("copy"), "compressed");
        log.ReplaceByCompressed(new LogCompressedRequest { Inode = 1, CompressedPath = _directory.File("copy") });
        Assert.Equal(["log"], Files());
    }

    [Fact]
    public void Full_disk_costs_lines_and_is_counted()
    {
        using var log = new LogFile(new LogOptions { Path = "/dev/full" }, () => { });
        log.Append("{}\n{}\n"u8, 2);
        log.Append("{}\n"u8, 1);
        Assert.Equal(3, log.LostLines);
    }

    [Fact]
    public void Symbolic_link_in_the_place_of_the_log_is_refused()
    {
        File.CreateSymbolicLink(_directory.File("log"), _directory.File("elsewhere"));
        Assert.Equal(Errno.ELOOP, Assert.Throws<LinuxException>(() => Open()).Errno);
        Assert.False(File.Exists(_directory.File("elsewhere")));
    }

    private JsonFileLog Open(long maxSize = 0, int maxFiles = 1, Action? rotated = null) =>
        new(new LogOptions { Path = _directory.File("log"), MaxSize = maxSize, MaxFiles = maxFiles }, _buffers, rotated ?? (() => { }));

    private string[] Files() => Directory.GetFiles(_directory.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToArray();

    private List<string> Entries() => Documents("log").ConvertAll(d => $"{d.GetProperty("stream")}:{d.GetProperty("log")}");

    private List<JsonElement> Documents(string file) =>
        File.ReadAllLines(_directory.File(file)).Select(l => JsonDocument.Parse(l).RootElement).ToList();
}
