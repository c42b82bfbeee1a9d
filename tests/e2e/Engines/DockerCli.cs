using System.Diagnostics;

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

    /// <summary>This moment for <c>--since</c> and <c>--until</c>: durations are cut to whole seconds by the client.</summary>
    public static string Now() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0:F3}");

    public static Task<CommandResult> RunAsync(PrivateEngine engine, params string[] arguments) => RunAsync(engine, null, arguments);

    public static Task<CommandResult> RunAsync(PrivateEngine engine, string? input, string[] arguments) =>
        CommandResult.RunAsync(s_path!, arguments, input, ("DOCKER_HOST", "unix://" + engine.Socket));

    /// <summary>Starts docker and leaves it running, with its input open and its output for the test to read.</summary>
    public static Process Start(PrivateEngine engine, params string[] arguments)
    {
        var start = new ProcessStartInfo(s_path!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOCKER_HOST"] = "unix://" + engine.Socket;
        return Process.Start(start)!;
    }

    /// <summary>Runs docker with a host of the form ssh://, and with an ssh that does what the real one would have done on the other machine.</summary>
    public static async Task<CommandResult> RunThroughSshAsync(PrivateEngine engine, string input, params string[] arguments)
    {
        var directory = Directory.CreateTempSubdirectory("engine-ssh").FullName;
        try
        {
            var ssh = Path.Combine(directory, "ssh");
            await File.WriteAllTextAsync(ssh, $"#!/bin/sh\nexec {BuiltProgram.Host} dial-stdio --host unix://{engine.Socket}\n");
            (await CommandResult.RunAsync("chmod", ["+x", ssh], null)).Succeeded();
            return await CommandResult.RunAsync(
                s_path!, arguments, input, ("DOCKER_HOST", "ssh://engine"), ("PATH", $"{directory}:{Environment.GetEnvironmentVariable("PATH")}"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Starts docker on a terminal of its own.</summary>
    public static PseudoTerminal OnTerminal(PrivateEngine engine, int rows, int columns, params string[] arguments) =>
        new(rows, columns, s_path!, arguments, ("DOCKER_HOST", "unix://" + engine.Socket), ("TERM", "xterm"));
}
