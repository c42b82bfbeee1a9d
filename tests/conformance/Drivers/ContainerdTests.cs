namespace Engine.Conformance.Tests.Drivers;

/// <summary>containerd's shim drives engine-runtime as it drives runc.</summary>
public sealed class ContainerdTests(ContainerdDaemon containerd) : IClassFixture<ContainerdDaemon>
{
    [Theory]
    [InlineData("", "echo hello", "hello", 0)]
    [InlineData("", "sh -c 'exit 42'", "", 42)]
    [InlineData("--read-only", "sh -c 'touch /x 2>/dev/null && echo written || echo refused'", "refused", 0)]
    [InlineData("--env COLOUR=blue --cwd /tmp", "sh -c 'echo $COLOUR; pwd'", "blue\n/tmp", 0)]
    [InlineData("--cap-drop CAP_CHOWN --cap-add CAP_SYS_ADMIN", "grep CapEff /proc/self/status", "CapEff:\t00000000a82425fa", 0)]
    [InlineData("--privileged", "grep -c '/sys sysfs rw' /proc/mounts", "1", 0)]
    [InlineData("--mount type=tmpfs,src=tmpfs,dst=/tmp,options=size=64k", "grep -c '/tmp tmpfs.*size=64k' /proc/mounts", "1", 0)]
    [InlineData("--device /dev/fuse", "sh -c 'test -c /dev/fuse && echo there'", "there", 0)]
    [InlineData("", "no-such-program", "no-such-program", 1)]
    public async Task Run_behaves_as_asked(string options, string command, string output, int status)
    {
        containerd.SkipWhenImpeded();
        (int actualStatus, string actual) = await containerd.RunContainerAsync($"--rm {options}", $"c{Guid.NewGuid():N} {command}");
        Assert.True(actualStatus == status, $"{actualStatus}: {actual}");
        Assert.Contains(output, actual);
    }

    [Fact]
    public async Task A_container_has_a_terminal()
    {
        containerd.SkipWhenImpeded();
        // ctr wants a terminal of its own for that; script(1) makes one.
        (int status, string output) = await containerd.RunContainerOnTerminalAsync("--rm --tty", "terminal tty");
        Assert.Equal(0, status);
        Assert.Contains("/dev/pts/0", output);
    }

    [Fact]
    public async Task A_container_can_be_entered_paused_resumed_limited_and_killed()
    {
        containerd.SkipWhenImpeded();
        Assert.Equal((0, ""), await containerd.RunContainerAsync("--detach --memory-limit 33554432", "long sleep 600"));
        Assert.Equal((0, "inside"), await containerd.RunAsync("task exec --exec-id e1 long echo inside"));
        Assert.Equal(7, (await containerd.RunAsync("task exec --exec-id e2 long sh -c 'exit 7'")).Status);
        Assert.Equal("33554432", (await ShellCommand.SucceedAsync("cat /sys/fs/cgroup/memory/default/long/memory.limit_in_bytes 2>/dev/null || cat /sys/fs/cgroup/default/long/memory.max")).Trim());
        Assert.Equal((0, ""), await containerd.RunAsync("task pause long"));
        Assert.Contains("PAUSED", (await containerd.RunAsync("task ls")).Output);
        Assert.Equal((0, ""), await containerd.RunAsync("task resume long"));
        Assert.Contains("RUNNING", (await containerd.RunAsync("task ls")).Output);
        Assert.Contains("memory", (await containerd.RunAsync("task metrics long")).Output);
        Assert.Equal((0, ""), await containerd.RunAsync("task kill --signal KILL long"));
        await containerd.WaitAsync("long", "STOPPED");
        Assert.Contains("137", (await containerd.RunAsync("task rm long")).Output);
        Assert.Equal((0, ""), await containerd.RunAsync("container rm long"));
    }
}
