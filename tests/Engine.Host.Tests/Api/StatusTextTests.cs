using Engine.Host.Api.Rest.Endpoints;
using Engine.Host.Containers;

namespace Engine.Host.Tests.Api;

public sealed class StatusTextTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "Up Less than a second")]
    [InlineData(1, "Up 1 second")]
    [InlineData(59, "Up 59 seconds")]
    [InlineData(60, "Up About a minute")]
    [InlineData(150, "Up 2 minutes")]
    [InlineData(3600, "Up About an hour")]
    [InlineData(7200, "Up 2 hours")]
    [InlineData(86400 * 3, "Up 3 days")]
    [InlineData(86400 * 21, "Up 3 weeks")]
    [InlineData(86400 * 90, "Up 3 months")]
    [InlineData(86400 * 800, "Up 2 years")]
    public void Running_time_is_told_in_dockers_steps(int seconds, string expected) => Assert.Equal(
        expected,
        StatusText.Describe(new ContainerState { Status = ContainerStatus.Running, StartedAt = s_now.AddSeconds(-seconds) }, s_now));

    [Fact]
    public void An_end_is_told_with_its_status() => Assert.Equal(
        "Exited (137) 5 seconds ago",
        StatusText.Describe(new ContainerState { Status = ContainerStatus.Exited, ExitCode = 137, FinishedAt = s_now.AddSeconds(-5) }, s_now));
}
