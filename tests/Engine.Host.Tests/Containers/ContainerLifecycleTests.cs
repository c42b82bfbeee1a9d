using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Tests.Containers;

public sealed class ContainerLifecycleTests
{
    private static readonly ExitRecord Exit = new() { ExitCode = 3, FinishedAt = DateTimeOffset.UnixEpoch };

    [Theory]
    [InlineData("created start", "Running")]
    [InlineData("created start pause", "Paused")]
    [InlineData("created start pause unpause", "Running")]
    [InlineData("created start exit", "Exited")]
    [InlineData("created start exit start", "Running")]
    [InlineData("created start pause exit", "Exited")]
    [InlineData("created start exit-restart", "Restarting")]
    [InlineData("created start exit-restart start", "Running")]
    [InlineData("created start exit-restart give-up", "Exited")]
    [InlineData("created fail", "Created")]
    [InlineData("created start exit-restart fail", "Exited")]
    [InlineData("created remove", "Removing")]
    [InlineData("created start exit remove", "Removing")]
    [InlineData("created remove fail-remove remove", "Removing")]
    public void Possible_transitions(string steps, string expected) => Assert.Equal(expected, Walk(steps).State.Status.ToString());

    [Theory]
    [InlineData("created start start", ErrorCode.ContainerRunning)]
    [InlineData("created start pause start", ErrorCode.ContainerPaused)]
    [InlineData("created start pause pause", ErrorCode.ContainerPaused)]
    [InlineData("created pause", ErrorCode.ContainerNotRunning)]
    [InlineData("created start unpause", ErrorCode.ContainerNotPaused)]
    [InlineData("created start remove", ErrorCode.ContainerRunning)]
    [InlineData("created start exit-restart remove", ErrorCode.ContainerRunning)]
    [InlineData("created remove remove", ErrorCode.ContainerRemoving)]
    [InlineData("created remove start", ErrorCode.ContainerRemoving)]
    [InlineData("created exit", ErrorCode.ContainerNotRunning)]
    public void Impossible_transitions(string steps, string code) => Assert.Equal(code, Assert.ThrowsAny<EngineException>(() => Walk(steps)).Code);

    [Fact]
    public void An_exit_keeps_status_and_start_and_drops_the_pid()
    {
        ContainerState state = Walk("created start exit").State;
        Assert.Equal((3, 0, 0UL), (state.ExitCode, state.Pid, state.StartTime));
        Assert.NotNull(state.StartedAt);
    }

    [Theory]
    [InlineData("no", 0, 1, false, false)]
    [InlineData("always", 0, 0, false, true)]
    [InlineData("always", 0, 0, true, false)]
    [InlineData("unless-stopped", 0, 1, false, true)]
    [InlineData("on-failure", 0, 0, false, false)]
    [InlineData("on-failure", 0, 1, false, true)]
    [InlineData("on-failure", 3, 1, false, true)]
    public void Restart_policies_decide(string name, int maximum, int exitCode, bool stopped, bool expected)
    {
        Container container = Containers.New(c => c with { RestartPolicy = new RestartPolicy(name, maximum) }) with { RestartCount = 2 };
        Assert.Equal(expected, RestartDecision.ShouldRestart(container, exitCode, stopped));
    }

    [Fact]
    public void On_failure_stops_at_its_maximum()
    {
        Container container = Containers.New(c => c with { RestartPolicy = new RestartPolicy("on-failure", 2) }) with { RestartCount = 2 };
        Assert.False(RestartDecision.ShouldRestart(container, 1, stopped: false));
    }

    private static Container Walk(string steps)
    {
        Container container = Containers.New();
        foreach (string step in steps.Split(' ').Skip(1))
        {
            container = container with
            {
                State = step switch
                {
                    "start" => ContainerLifecycle.Start(container, 42, 7, DateTimeOffset.UnixEpoch),
                    "fail" => ContainerLifecycle.FailStart(container, 127, "no", DateTimeOffset.UnixEpoch),
                    "pause" => ContainerLifecycle.Pause(container),
                    "unpause" => ContainerLifecycle.Unpause(container),
                    "exit" => ContainerLifecycle.Exit(container, Exit, restart: false),
                    "exit-restart" => ContainerLifecycle.Exit(container, Exit, restart: true),
                    "give-up" => ContainerLifecycle.GiveUpRestart(container),
                    "remove" => ContainerLifecycle.Remove(container),
                    "fail-remove" => ContainerLifecycle.FailRemove(container, "busy"),
                    _ => throw new ArgumentOutOfRangeException(nameof(steps)),
                },
            };
        }

        return container;
    }
}
