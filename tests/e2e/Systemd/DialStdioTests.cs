namespace Engine.EndToEnd.Tests;

/// <summary><c>engine-host dial-stdio</c>, which clients run over ssh: the docker client does so for a host of the form ssh://.</summary>
[Collection(EngineCollection.Name)]
public sealed class DialStdioTests(PrivateEngine engine)
{
    [Fact]
    public async Task A_request_by_standard_input_is_answered_on_standard_output()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var result = await CommandResult.RunAsync(
            BuiltProgram.Host!, ["dial-stdio", "--host", "unix://" + engine.Socket], "GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK", result.Succeeded(), StringComparison.Ordinal);
        Assert.EndsWith("OK", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_docker_client_works_through_ssh()
    {
        DockerCli.Require(engine);
        var result = await DockerCli.RunThroughSshAsync(engine, "b\na\n", "run", "--rm", "-i", "--network", "none", "busybox", "sort");
        Assert.Equal("a\nb", result.Succeeded());
    }

    [Fact]
    public async Task Without_an_engine_it_says_so()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var result = await CommandResult.RunAsync(BuiltProgram.Host!, ["dial-stdio", "--host", "unix:///no/engine.sock"], "");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no engine answers on /no/engine.sock", result.Error, StringComparison.Ordinal);
    }
}
