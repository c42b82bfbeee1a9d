using Engine.Runtime.CommandLine;
using Engine.Runtime.Commands;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Tests.Commands;

public sealed class CommandOptionsTests
{
    private static readonly OptionSyntax Syntax = new(["bundle,b", "env,e"], ["detach,d"]);

    [Fact]
    public void Values_follow_or_are_joined_and_aliases_count()
    {
        var options = CommandOptions.Parse(["-b", "/x", "--env=A=1", "-e", "B=2", "-d", "id", "--bundle", "y"], Syntax);
        Assert.Equal("/x", options.Get("bundle"));
        Assert.Equal(["A=1", "B=2"], options.All("env"));
        Assert.True(options.Has("detach"));
        Assert.Equal(["id", "--bundle", "y"], options.Arguments);
    }

    [Theory]
    [InlineData("--nope")]
    [InlineData("--bundle")]
    public void Unknown_options_and_missing_values_are_refused(string word) => Assert.Throws<LaunchException>(() => CommandOptions.Parse([word], Syntax));

    [Theory]
    [InlineData("KILL", 9)]
    [InlineData("sigterm", 15)]
    [InlineData("10", 10)]
    [InlineData("SIGRTMIN+3", 37)]
    [InlineData("RTMAX", 64)]
    public void Signals_have_names_and_numbers(string text, int signal) => Assert.Equal(signal, SignalName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("SIGNOPE")]
    [InlineData("65")]
    [InlineData("-9")]
    public void What_is_no_signal_is_refused(string text) => Assert.Throws<LaunchException>(() => SignalName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("+0")]
    [InlineData("0x0")]
    [InlineData("-1")]
    [InlineData("4294967296")]
    public void Exec_takes_no_other_spelling_of_an_id(string text) => Assert.Throws<LaunchException>(() => ExecCommand.Id(text));
}
