using System.IO.Compression;
using System.Text;
using Engine.Host.Containers.Logs;

namespace Engine.Host.Tests.Containers;

public sealed class LogReaderTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("engine-log-").FullName;

    private string LogPath => Path.Combine(directory, "c-json.log");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task All_files_are_read_oldest_first_compressed_or_not()
    {
        WriteCompressed(LogPath + ".2.gz", Lines(0, 3));
        File.WriteAllText(LogPath + ".1", Lines(3, 3));
        File.WriteAllText(LogPath, Lines(6, 3));
        Assert.Equal(Enumerable.Range(0, 9), await NumbersAsync(new LogQuery()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(100)]
    public async Task Tail_counts_back_across_files(int tail)
    {
        WriteCompressed(LogPath + ".2.gz", Lines(0, 3));
        File.WriteAllText(LogPath + ".1", Lines(3, 3));
        File.WriteAllText(LogPath, Lines(6, 3));
        Assert.Equal(Enumerable.Range(0, 9).TakeLast(tail), await NumbersAsync(new LogQuery { Tail = tail }));
    }

    [Fact]
    public async Task Since_and_until_bound_the_time()
    {
        File.WriteAllText(LogPath, Lines(0, 9));
        Assert.Equal([3, 4, 5], await NumbersAsync(new LogQuery { Since = Moment(3), Until = Moment(5) }));
    }

    [Fact]
    public async Task Streams_are_chosen()
    {
        File.WriteAllText(LogPath, Line(0, "stdout") + Line(1, "stderr") + Line(2, "stdout"));
        Assert.Equal([1], await NumbersAsync(new LogQuery { Stdout = false }));
        Assert.Equal([0, 2], await NumbersAsync(new LogQuery { Stderr = false }));
    }

    [Fact]
    public async Task A_torn_or_foreign_line_is_passed_over()
    {
        File.WriteAllText(LogPath, Line(0) + "\0\0\0\n{\"log\":\"half\n" + Line(1) + "{\"log\":\"unfinished");
        Assert.Equal([0, 1], await NumbersAsync(new LogQuery()));
    }

    [Fact]
    public async Task Escapes_and_attributes_are_decoded()
    {
        File.WriteAllText(LogPath, """{"log":"a\u003cb\"\n","stream":"stderr","attrs":{"tag":"t"},"time":"2026-01-01T00:00:00.123456789Z"}""" + "\n");
        LogEntry entry = Assert.Single(await ReadAsync(new LogQuery()));
        Assert.Equal("a<b\"\n", Encoding.UTF8.GetString(entry.Text.Span));
        Assert.Equal("2026-01-01T00:00:00.123456789Z", entry.Time);
        Assert.Equal("t", entry.Attributes!["tag"]);
    }

    [Fact]
    public async Task Following_goes_on_across_rotations_until_the_end()
    {
        File.WriteAllText(LogPath, Lines(0, 2));
        var ended = new TaskCompletionSource();
        var seen = new List<int>();
        var caughtUp = new SemaphoreSlim(0);
        Task reading = FollowAsync();
        for (int round = 1; round <= 3; round++)
        {
            for (int i = 0; i < 2; i++)
            {
                await caughtUp.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            }

            for (int number = round - 1; number > 0; number--)
            {
                File.Move($"{LogPath}.{number}", $"{LogPath}.{number + 1}");
            }

            File.Move(LogPath, LogPath + ".1");
            File.WriteAllText(LogPath, Lines(round * 2, 2));
        }

        for (int i = 0; i < 2; i++)
        {
            await caughtUp.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        }

        File.AppendAllText(LogPath, Line(8));
        ended.SetResult();
        await reading.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 9), seen);

        async Task FollowAsync()
        {
            await foreach (LogEntry entry in new LogReader(LogPath, new LogQuery { Follow = true }).ReadAsync(ended.Task, TestContext.Current.CancellationToken))
            {
                seen.Add(Number(entry));
                caughtUp.Release();
            }
        }
    }

    private static DateTimeOffset Moment(int number) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number);

    private static string Line(int number, string stream = "stdout") =>
        $$"""{"log":"{{number}}\n","stream":"{{stream}}","time":"{{Moment(number):yyyy-MM-ddTHH:mm:ss}}.000000000Z"}""" + "\n";

    private static string Lines(int first, int count) => string.Concat(Enumerable.Range(first, count).Select(number => Line(number)));

    private static int Number(LogEntry entry) => int.Parse(Encoding.UTF8.GetString(entry.Text.Span));

    private static void WriteCompressed(string path, string text)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
    }

    private async Task<List<LogEntry>> ReadAsync(LogQuery query)
    {
        var entries = new List<LogEntry>();
        await foreach (LogEntry entry in new LogReader(LogPath, query).ReadAsync(Task.CompletedTask, TestContext.Current.CancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task<List<int>> NumbersAsync(LogQuery query) => [.. (await ReadAsync(query)).Select(Number)];
}
