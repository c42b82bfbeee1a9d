using System.ComponentModel;
using System.Diagnostics;

namespace Engine.Build;

/// <summary>A program to run, its output going where ours goes.</summary>
internal sealed record Command(string Program, params string[] Arguments)
{
    /// <summary>Variables set beside the inherited ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs it and answers its exit status.</summary>
    public async Task<int> StatusAsync()
    {
        using Process process = Start(captured: false);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Runs it; a status other than 0 ends the build.</summary>
    public async Task RunAsync()
    {
        int status = await StatusAsync();
        if (status != 0)
        {
            throw new BuildFailedException($"'{Program} {string.Join(' ', Arguments)}' exited with {status}");
        }
    }

    /// <summary>Runs it and answers its status and what it wrote, both streams together.</summary>
    public async Task<(int Status, string Output)> CaptureAsync()
    {
        using Process process = Start(captured: true);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = await output + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }

    /// <summary>The path of a program on the PATH or in the system's sbin directories, or null.</summary>
    public static string? Find(string program) =>
        $"{System.Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);

    private Process Start(bool captured)
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = captured,
            RedirectStandardError = captured,
        };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new BuildFailedException($"cannot run {Program}: {e.Message}");
        }
    }
}
