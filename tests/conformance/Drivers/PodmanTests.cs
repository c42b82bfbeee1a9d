namespace Engine.Conformance.Tests.Drivers;

/// <summary>podman drives engine-runtime as it drives crun: the same commands give the same output and exit status.</summary>
public sealed class PodmanTests(PodmanStore podman) : IClassFixture<PodmanStore>
{
    private const string Image = "localhost/conformance:latest";

    [Theory]
    [InlineData("run --rm IMAGE echo hello", "hello", 0)]
    [InlineData("run --rm IMAGE sh -c 'exit 42'", "", 42)]
    [InlineData("run --rm --read-only IMAGE sh -c 'touch /x 2>/dev/null && echo written || echo refused'", "refused", 0)]
    [InlineData("run --rm --user 1000:1001 IMAGE sh -c 'id -u; id -g'", "1000\n1001", 0)]
    [InlineData("run --rm --cap-drop all IMAGE grep CapEff /proc/self/status", "CapEff:\t0000000000000000", 0)]
    [InlineData("run --rm --device /dev/fuse IMAGE stat -c '%F %t:%T' /dev/fuse", "character special file a:e5", 0)]
    [InlineData("run --rm --hostname box IMAGE hostname", "box", 0)]
    [InlineData("run --rm --tmpfs /scratch:size=64k IMAGE sh -c 'mount | grep -c /scratch'", "1", 0)]
    [InlineData("run --rm --memory 64m IMAGE sh -c 'echo limited'", "limited", 0)]
    [InlineData("run --rm --uidmap 0:300000:2000 --gidmap 0:300000:2000 IMAGE sh -c 'cat /proc/self/uid_map; id -u'", "0     300000       2000\n0", 0)]
    public async Task Run_behaves_as_asked(string command, string output, int status)
    {
        podman.SkipWhenImpeded();
        (int actualStatus, string actual) = await podman.RunAsync(command.Replace("IMAGE", $"--network=none {Image}").Replace("run --rm", "run --rm --log-driver=none"));
        Assert.Equal((status, output), (actualStatus, actual.Trim()));
    }

    [Fact]
    public async Task Run_takes_a_free_range_of_users_by_itself()
    {
        podman.SkipWhenImpeded();
        (int status, string output) = await podman.RunWithUserRangeAsync(
            $"run --rm --log-driver=none --userns=auto:size=1024 --network=none {Image} sh -c 'cat /proc/self/uid_map; id -u; touch /mine; stat -c %u /mine'");
        Assert.Equal((0, "0     300000       1024\n0\n0"), (status, output.Trim()));
    }

    [Fact]
    public async Task A_container_can_be_entered_paused_resumed_and_killed()
    {
        podman.SkipWhenImpeded();
        await podman.SucceedAsync($"run -d --name sleeper --network=none {Image} sleep 600");
        Assert.Equal("inside", (await podman.SucceedAsync("exec sleeper echo inside")).Trim());
        Assert.Equal(7, (await podman.RunAsync("exec sleeper sh -c 'exit 7'")).Status);
        await podman.SucceedAsync("pause sleeper");
        Assert.Equal("paused", (await podman.SucceedAsync("inspect --format '{{.State.Status}}' sleeper")).Trim());
        await podman.SucceedAsync("unpause sleeper");
        Assert.Equal("running", (await podman.SucceedAsync("inspect --format '{{.State.Status}}' sleeper")).Trim());
        await podman.SucceedAsync("kill sleeper");
        Assert.Equal("137", (await podman.SucceedAsync("wait sleeper")).Trim());
        await podman.SucceedAsync("rm sleeper");
    }
}
