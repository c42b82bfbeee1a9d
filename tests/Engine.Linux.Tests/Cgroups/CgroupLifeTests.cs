using System.Diagnostics;
using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>Groups of the running kernel, whichever version it has.</summary>
public sealed class CgroupLifeTests
{
    private const int MostMicrosecondsToCreate = 1500;
    private const int O_CLOEXEC = 0x80000;

    [Fact]
    public void A_group_is_made_on_every_hierarchy_and_goes_from_every_hierarchy()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        string[] directories = [.. real.Group.Layout.Hierarchies.Select(hierarchy => hierarchy.MountPoint + real.Group.Path)];
        Assert.All(directories, directory => Assert.True(Directory.Exists(directory), directory));

        real.Group.Delete();

        Assert.All(directories, directory => Assert.False(Directory.Exists(directory), directory));
        Assert.False(real.Group.Exists);
    }

    [Fact]
    public void Making_an_existing_group_takes_it_as_it_is()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        using Cgroup again = Cgroup.Create(real.Group.Layout, real.Group.Path);
        Assert.True(again.Exists);
    }

    [Fact]
    public void A_group_with_processes_of_others_is_refused_and_left_alone()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        Process process = real.Start("sleep 1000");
        var refusal = Assert.Throws<CgroupException>(() => Cgroup.Create(real.Group.Layout, real.Group.Path));
        Assert.Contains($"the cgroup {real.Group.Path} is not empty", refusal.Message);
        Assert.Contains(process.Id, real.Group.Processes());
    }

    [Fact]
    public void A_process_joins_by_the_opened_descriptors_and_is_listed()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        Assert.Empty(real.Group.Processes());
        Process process = real.Start("sleep 1000");
        Assert.Contains(process.Id, real.Group.Processes());
        string membership = File.ReadAllText($"/proc/{process.Id}/cgroup");
        Assert.All(membership.Trim().Split('\n'), line => Assert.EndsWith(real.Group.Path, line));
    }

    [Fact]
    public void A_process_is_moved_in()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        using Process process = Process.Start("/bin/sleep", "1000");
        real.Group.AddProcess(process.Id);
        Assert.Contains(process.Id, real.Group.Processes());
        real.Group.KillAll();
        process.WaitForExit();
        Assert.Equal(128 + 9, process.ExitCode);
    }

    [Fact]
    public void Procs_descriptors_are_close_on_exec_one_a_hierarchy()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        FileDescriptor[] procs = real.Group.OpenProcs();
        try
        {
            Assert.Equal(real.Group.Layout.Hierarchies.Count, procs.Length);
            Assert.All(procs, procsFile => Assert.True((Flags(procsFile) & O_CLOEXEC) != 0));
        }
        finally
        {
            Array.ForEach(procs, procsFile => procsFile.Dispose());
        }
    }

    [Fact]
    public void Frozen_processes_stand_still_and_run_on_when_thawed()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        Process process = real.Start("i=0; while :; do i=$((i+1)); done");

        real.Group.Freeze();
        Assert.True(real.Group.IsFrozen());
        ulong frozenAt = ProcessorTime(process.Id);
        Assert.False(process.WaitForExit(100));
        Assert.Equal(frozenAt, ProcessorTime(process.Id));

        real.Group.Thaw();
        Assert.False(real.Group.IsFrozen());
        Assert.True(SpinWait.SpinUntil(() => ProcessorTime(process.Id) > frozenAt, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Killing_reaches_frozen_processes_and_those_of_child_groups()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();

        // On version 2 a group with controllers for its children has no processes itself.
        string[] paths = [real.Group.Path + "/child", real.Group.Path + "/other/below"];
        Process[] processes = [.. paths.Select(_ => Process.Start("/bin/sleep", "1000"))];
        foreach ((string path, Process process) in paths.Zip(processes))
        {
            using Cgroup child = Cgroup.Create(real.Group.Layout, path);
            child.AddProcess(process.Id);
        }

        Assert.Equal(processes.Select(p => p.Id).Order(), real.Group.Processes().Order());
        real.Group.Freeze();

        real.Group.KillAll();

        Assert.All(processes, p => Assert.True(p.WaitForExit(20_000)));
        Array.ForEach(processes, p => p.Dispose());
        real.Group.Delete();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Processes_that_keep_forking_are_killed_whole(bool byTheUnifiedHierarchy)
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        real.Group.Apply(new() { Pids = 500 });
        Process process = real.Start("for i in 1 2 3 4; do (while :; do (sleep 0.05 &); done) & done; wait");
        Assert.True(SpinWait.SpinUntil(() => real.Group.Processes().Count > 20, TimeSpan.FromSeconds(20)));
        if (byTheUnifiedHierarchy)
        {
            real.Group.KillAll();
        }
        else
        {
            // Without cgroup.kill: freeze, kill what is listed, thaw.
            CgroupHierarchy[] legacy = [.. real.Group.Layout.Hierarchies.Where(hierarchy => hierarchy.Version == CgroupVersion.V1)];
            if (legacy.Length == 0)
            {
                Assert.Skip("this machine has no hierarchy of cgroup version 1");
            }

            using Cgroup same = Cgroup.Open(new(legacy), real.Group.Path);
            same.KillAll();
        }

        process.WaitForExit();
        real.Group.Delete();
    }

    [Fact]
    public void Deleting_a_group_with_a_living_process_names_the_busy_group()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        real.Start("sleep 1000");
        LinuxException error = Assert.Throws<LinuxException>(real.Group.Delete);
        Assert.Equal(Errno.EBUSY, error.Errno);
        Assert.Contains(real.Group.Path, error.Message);
    }

    [Fact]
    public void A_group_that_is_not_there_has_nothing_and_deletes_quietly()
    {
        using Cgroup cgroup = Cgroup.Open(CgroupLayout.Detect(), $"/engine-test-none-{Guid.NewGuid():N}/x");
        Assert.False(cgroup.Exists);
        Assert.Empty(cgroup.Processes());
        Assert.Equal(0UL, cgroup.OomKills());
        Assert.Null(cgroup.OpenOomNotification());
        cgroup.KillAll();
        cgroup.Delete();
    }

    [Fact]
    public void A_path_with_a_file_in_the_way_leaves_nothing_half_made()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        Assert.ThrowsAny<IOException>(() => Cgroup.Create(real.Group.Layout, real.Group.Path + "/cgroup.procs/x"));

        // Only the pids controller's hierarchy has this file, so the others have made their directory before one fails.
        Assert.ThrowsAny<IOException>(() => Cgroup.Create(real.Group.Layout, real.Group.Path + "/pids.max"));
        foreach (CgroupHierarchy hierarchy in real.Group.Layout.Hierarchies)
        {
            Assert.Empty(Directory.GetDirectories(hierarchy.MountPoint + real.Group.Path));
        }
    }

    [Fact]
    public void Out_of_memory_is_notified_and_counted()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        using FileDescriptor? notification = real.Group.OpenOomNotification();
        if (notification is null)
        {
            Assert.Skip("the memory controller is not there");
        }

        real.Group.Apply(new() { Memory = new() { Limit = 8 << 20, Swap = 8 << 20 } });
        Process process = real.Start("exec tail /dev/zero");

        Assert.True(Readable.Wait(notification.Number, 20_000), "no notification");
        Assert.True(process.WaitForExit(20_000));
        Assert.Equal(128 + 9, process.ExitCode);
        Assert.Equal(1UL, real.Group.OomKills());
    }

    [Fact]
    public void Statistics_move()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        real.Group.Apply(new() { Memory = new() { Limit = 64 << 20 }, Pids = 10 });
        Process process = real.Start("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo done; sleep 1000");
        Assert.Equal("done", process.StandardOutput.ReadLine());

        CgroupStatistics statistics = real.Group.Statistics();

        Assert.InRange(statistics.Memory.Usage, 1UL, 64UL << 20);
        Assert.Equal(64UL << 20, statistics.Memory.Limit);
        Assert.NotEmpty(statistics.Memory.Counters);
        Assert.True(statistics.Cpu.Usage > 1_000_000, $"{statistics.Cpu.Usage} ns");
        Assert.InRange(statistics.PidsCurrent, 1UL, 2UL);
        Assert.Equal(10UL, statistics.PidsLimit);
    }

    [Fact]
    public void Making_a_group_is_fast()
    {
        using RealCgroup real = RealCgroup.CreateOrSkip();
        double best = double.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            long start = Stopwatch.GetTimestamp();
            using Cgroup cgroup = Cgroup.Create(real.Group.Layout, $"{real.Group.Path}/{round}");
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            cgroup.Delete();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"best of 50: {best:F0} µs for {real.Group.Layout.Hierarchies.Count} hierarchies");
        Assert.True(best < MostMicrosecondsToCreate, $"{best:F0} µs");
    }

    // proc_pid_fdinfo(5): «flags:» in octal.
    private static int Flags(FileDescriptor descriptor) => Convert.ToInt32(
        File.ReadLines($"/proc/self/fdinfo/{descriptor.Number}").Single(line => line.StartsWith("flags:", StringComparison.Ordinal))[6..].Trim(), 8);

    private static ulong ProcessorTime(int pid)
    {
        // proc_pid_stat(5): fields 14 and 15, counted behind the name, which may hold anything.
        string stat = File.ReadAllText($"/proc/{pid}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return ulong.Parse(fields[11]) + ulong.Parse(fields[12]);
    }
}
