using System.Diagnostics;
using System.Globalization;

namespace Engine.EndToEnd.Tests;

/// <summary>
/// Many containers leave nothing behind: no process, cgroup, mount, file, descriptor or namespace, and a daemon as small as before.
/// <c>ENGINE_TEST_RUNS</c> and <c>ENGINE_TEST_PARALLEL</c> say how many; 10,000 and 200 are what the engine promises.
/// </summary>
public sealed class ManyContainersTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    private const int WarmUp = 100;
    private const int Samples = 40;

    // What the collector leaves between two samples; a leak of 1 kB a container would be 10 MB over the promised number.
    private const long Wobble = 6 << 20;

    private static readonly int s_runs = Number("ENGINE_TEST_RUNS", 500);
    private static readonly int s_parallel = Number("ENGINE_TEST_PARALLEL", 50);

    [Fact]
    public async Task One_after_the_other()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var api = new ContainerApi(engine);
        await RunManyAsync(api, WarmUp, _ => { });
        var descriptors = Descriptors().Count;
        var memory = new List<long>();
        var watch = Stopwatch.StartNew();
        await RunManyAsync(api, s_runs, run =>
        {
            if (run % Math.Max(1, s_runs / Samples) == 0)
            {
                memory.Add(HostProcess.Resident(engine.Pid));
            }
        });
        var rate = s_runs / watch.Elapsed.TotalSeconds;
        var growth = Median(memory[^(memory.Count / 4)..]) - Median(memory[..(memory.Count / 4)]);
        Report($"{s_runs} containers in {watch.Elapsed.TotalSeconds:f1} s, {rate:f1}/s; daemon {Megabytes(memory[0])} → {Megabytes(memory[^1])} MB "
            + $"(most {Megabytes(memory.Max())}), growth {growth / 1024} kB, {descriptors} → {Descriptors().Count} descriptors");
        Assert.True(growth < Wobble, $"the daemon grew by {growth} bytes: {string.Join(' ', memory.Select(Megabytes))}");
        await RequireNothingLeftAsync(descriptors);
    }

    [Fact]
    public async Task Side_by_side()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var api = new ContainerApi(engine);
        await RunManyAsync(api, WarmUp, _ => { });
        var descriptors = Descriptors().Count;
        var watch = Stopwatch.StartNew();
        var ids = await Task.WhenAll(Enumerable.Range(0, s_parallel).Select(i => api.RunAsync($"trap 'exit {i % 100}' TERM; sleep 600 & wait")));
        var started = watch.Elapsed;
        var pids = await Task.WhenAll(ids.Select(api.PidAsync));
        Assert.All(pids, pid => Assert.True(HostProcess.Lives(pid)));
        Assert.Equal(s_parallel, pids.Distinct().Count());
        var execs = await Task.WhenAll(ids.Select(id => api.ExecAsync(id, "exit 3")));
        Assert.All(await Task.WhenAll(execs.Select(api.ExecEndAsync)), code => Assert.Equal(3, code));
        watch.Restart();
        var waits = ids.Select(api.WaitAsync).ToList();
        foreach (var pid in pids)
        {
            HostProcess.Terminate(pid);
        }

        Assert.Equal(Enumerable.Range(0, s_parallel).Select(i => i % 100), await Task.WhenAll(waits));
        await Task.WhenAll(ids.Select(api.RemoveAsync));
        Report($"{s_parallel} containers at once: started in {started.TotalSeconds:f1} s, ended and removed in {watch.Elapsed.TotalSeconds:f1} s");
        await RequireNothingLeftAsync(descriptors);
    }

    private static async Task RunManyAsync(ContainerApi api, int count, Action<int> ran)
    {
        for (var run = 0; run < count; run++)
        {
            var id = await api.CreateAsync($"exit {run % 100}");
            await api.StartAsync(id);
            Assert.Equal(run % 100, await api.WaitAsync(id));
            await api.RemoveAsync(id);
            ran(run);
        }
    }

    // The last monitors are reaped, and connections closed, a moment after the last answer.
    private async Task RequireNothingLeftAsync(int descriptors)
    {
        for (var i = 0; i < 100 && (HostProcess.Children(engine.Pid) > 0 || Descriptors().Count > descriptors); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, HostProcess.Children(engine.Pid));
        var open = Descriptors();
        Assert.True(open.Count <= descriptors, $"{open.Count} descriptors, {descriptors} before: {string.Join(' ', open)}");
        Assert.DoesNotContain(HostProcess.DescriptorTargets(engine.Pid), target => target.StartsWith("mnt:", StringComparison.Ordinal) || target.StartsWith("net:", StringComparison.Ordinal));
        Assert.Empty(Directory.GetDirectories(Path.Combine(engine.DataRoot, "containers")));
        await engine.RequireConsistentAsync();
    }

    // The database's pool keeps the connections that were used side by side for some minutes.
    private List<string> Descriptors() => [.. HostProcess.DescriptorTargets(engine.Pid).Where(target => !target.Contains("/engine.db", StringComparison.Ordinal))];

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static long Median(List<long> values) => values.Order().ElementAt(values.Count / 2);

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("f1", CultureInfo.InvariantCulture);

    private static void Report(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
