namespace Engine.Linux.Tests.Processes;

/// <summary>Telling a process from another that was given its number.</summary>
public sealed class ProcessStartTimeTests
{
    private const string Rest = " 1 7 7 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 8765 2220032 1 184";

    [Fact]
    public void Running_process_has_one_and_is_told_by_it()
    {
        ulong started = ProcessStartTime.Of(Environment.ProcessId);

        Assert.NotEqual(0UL, started);
        Assert.True(ProcessStartTime.IsOf(Environment.ProcessId, started));
        Assert.False(ProcessStartTime.IsOf(Environment.ProcessId, started + 1));
    }

    [Fact]
    public void Process_that_is_not_there_is_nobody_even_if_its_start_is_not_known() => Assert.False(ProcessStartTime.IsOf(int.MaxValue, 0));

    [Theory]
    [InlineData("42 (sh) S" + Rest, 8765)]
    [InlineData("42 (a) Z 1) S" + Rest, 8765)]
    [InlineData("42 (sh) Z" + Rest, 0)]
    [InlineData("42 (sh) X" + Rest, 0)]
    [InlineData("", 0)]
    public void Name_may_hold_anything_and_an_ended_process_has_none(string stat, ulong expected) =>
        Assert.Equal(expected, ProcessStartTime.Parse(System.Text.Encoding.ASCII.GetBytes(stat)));
}
