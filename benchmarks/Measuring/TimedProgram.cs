using System.Diagnostics;

namespace Engine.Benchmarks.Measuring;

/// <summary>Runs a program silently and says how many milliseconds it took from before its start to after its end.</summary>
internal static class TimedProgram
{
    public static async Task<double> RunAsync(string program, params string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        await OutputAsync(program, arguments);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>What it wrote. A failure ends the benchmark: a failed run is no fast run.</summary>
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}: {await errors}{output}");
    }

    /// <summary>The path of a program on the PATH or in sbin, or null.</summary>
    public static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists);
}
