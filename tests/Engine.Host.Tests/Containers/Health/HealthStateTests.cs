using Engine.Host.Containers;
using Engine.Host.Containers.Health;

namespace Engine.Host.Tests.Containers.Health;

public sealed class HealthStateTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Enough_failures_in_a_row_are_unhealthy_and_one_success_heals()
    {
        var check = Check(new HealthcheckConfiguration { Test = ["CMD", "true"], Retries = 2 });
        var state = HealthState.Initial.After(Result(1, 1), check, s_start);
        Assert.Equal((HealthStatus.Starting, 1), (state.Status, state.FailingStreak));
        state = state.After(Result(2, 1), check, s_start);
        Assert.Equal((HealthStatus.Unhealthy, 2), (state.Status, state.FailingStreak));
        state = state.After(Result(3, 0), check, s_start);
        Assert.Equal((HealthStatus.Healthy, 0), (state.Status, state.FailingStreak));
        state = state.After(Result(4, 7), check, s_start);
        Assert.Equal((HealthStatus.Healthy, 1), (state.Status, state.FailingStreak));
    }

    [Fact]
    public void Failures_of_the_start_period_do_not_count_until_a_success()
    {
        var check = Check(new HealthcheckConfiguration { Test = ["CMD", "true"], Retries = 1, StartPeriod = TimeSpan.FromSeconds(10) });
        var state = HealthState.Initial.After(Result(9, 1), check, s_start);
        Assert.Equal((HealthStatus.Starting, 0), (state.Status, state.FailingStreak));
        Assert.Equal(HealthStatus.Unhealthy, state.After(Result(10, 1), check, s_start).Status);
        Assert.Equal(HealthStatus.Unhealthy, state.After(Result(2, 0), check, s_start).After(Result(3, 1), check, s_start).Status);
    }

    [Fact]
    public void Five_results_are_kept()
    {
        var check = Check(new HealthcheckConfiguration { Test = ["CMD", "true"] });
        var state = HealthState.Initial;
        for (var i = 0; i < 9; i++)
        {
            state = state.After(Result(i, i), check, s_start);
        }

        Assert.Equal([4, 5, 6, 7, 8], state.Log.Select(result => result.ExitCode));
    }

    [Theory]
    [InlineData("NONE")]
    [InlineData("NONE", "true")]
    [InlineData("CMD")]
    [InlineData("SOMETHING", "true")]
    public void What_is_no_check_is_none(params string[] test) =>
        Assert.Null(HealthCheck.Of(new ContainerConfiguration { Image = "x", Healthcheck = new HealthcheckConfiguration { Test = test } }));

    [Fact]
    public void A_command_line_is_for_the_shell_of_the_image()
    {
        var test = new HealthcheckConfiguration { Test = ["CMD-SHELL", "a b"] };
        Assert.Equal(["/bin/sh", "-c", "a b"], Check(test).Command);
        Assert.Equal(["bash", "-ec", "a b"], HealthCheck.Of(new ContainerConfiguration { Image = "x", Healthcheck = test, Shell = ["bash", "-ec"] })!.Command);
        Assert.Equal(["a", "b"], Check(new HealthcheckConfiguration { Test = ["CMD", "a", "b"] }).Command);
    }

    [Fact]
    public void Checks_are_closer_together_while_it_starts()
    {
        var check = Check(new HealthcheckConfiguration { Test = ["CMD", "true"], StartPeriod = TimeSpan.FromSeconds(10) });
        var state = new ContainerState { StartedAt = s_start, Health = HealthState.Initial };
        Assert.Equal(TimeSpan.FromSeconds(5), check.DelayAfter(state, s_start.AddSeconds(9)));
        Assert.Equal(TimeSpan.FromSeconds(30), check.DelayAfter(state, s_start.AddSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(30), check.DelayAfter(state with { Health = new HealthState { Status = HealthStatus.Healthy } }, s_start.AddSeconds(1)));
    }

    [Fact]
    public void Long_output_is_cut()
    {
        var output = new BoundedOutput();
        output.Add(new byte[4000].Select(_ => (byte)'a').ToArray());
        Assert.Equal(4000, output.ToString().Length);
        output.Add(new byte[4000].Select(_ => (byte)'b').ToArray());
        Assert.Equal(4096 + 3, output.ToString().Length);
        Assert.EndsWith("b...", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90, "1m30s")]
    [InlineData(3600, "1h0m0s")]
    [InlineData(1.5, "1.5s")]
    [InlineData(0.2, "200ms")]
    public void Times_are_written_as_go_does(double seconds, string text) => Assert.Equal(text, GoDuration.Format(TimeSpan.FromSeconds(seconds)));

    private static HealthCheck Check(HealthcheckConfiguration check) => HealthCheck.Of(new ContainerConfiguration { Image = "x", Healthcheck = check })!;

    private static HealthResult Result(int second, int exitCode) => new(s_start.AddSeconds(second), s_start.AddSeconds(second), exitCode, "");
}
