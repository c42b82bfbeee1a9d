namespace Engine.EndToEnd.Tests;

/// <summary>The real docker client, pointed at the tests' engine.</summary>
internal static class DockerCli
{
    private static readonly string? s_path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(d => Path.Combine(d, "docker")).FirstOrDefault(File.Exists);

    public static void Require(PrivateEngine engine)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        Assert.SkipWhen(s_path is null, "the docker client is not installed");
    }

    public static Task<CommandResult> RunAsync(PrivateEngine engine, params string[] arguments) => RunAsync(engine, null, arguments);

    public static Task<CommandResult> RunAsync(PrivateEngine engine, string? input, string[] arguments) =>
        CommandResult.RunAsync(s_path!, arguments, input, ("DOCKER_HOST", "unix://" + engine.Socket));

    /// <summary>Runs docker on a terminal of its own, by script(1), which passes the exit status on.</summary>
    public static Task<CommandResult> RunOnTerminalAsync(PrivateEngine engine, string input, string commandLine)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script(1) is not installed");
        return CommandResult.RunAsync(
            "/usr/bin/script", ["-qec", $"stty rows 33 cols 77; exec {s_path} {commandLine}", "/dev/null"], input, ("DOCKER_HOST", "unix://" + engine.Socket));
    }
}
