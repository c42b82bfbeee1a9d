using System.Diagnostics;

namespace Engine.Conformance.Tests.Drivers;

/// <summary>A command line as a person would type it, without standard input.</summary>
internal static class ShellCommand
{
    /// <summary>Runs it and answers its exit status and what it wrote, both streams together.</summary>
    public static async Task<(int Status, string Output)> RunAsync(string script)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"({script}) 2>&1"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        shell.StandardInput.Close();
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, output);
    }

    /// <summary>Runs one that must succeed.</summary>
    public static async Task<string> SucceedAsync(string script)
    {
        (int status, string output) = await RunAsync(script);
        Assert.True(status == 0, $"{script}: {status} {output}");
        return output;
    }
}
