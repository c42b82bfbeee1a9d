using System.Diagnostics;

namespace Engine.Runtime.Tests.Program;

/// <summary>The published program with a state directory and a busybox root filesystem of its own.</summary>
internal sealed class RuntimeProgram : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("engine-runtime");
    private readonly string _program = Path.GetFullPath(Environment.GetEnvironmentVariable("ENGINE_RUNTIME") ?? "out/bin/engine-runtime");
    private readonly List<string> _containers = [];

    public RuntimeProgram()
    {
        if (!File.Exists(_program))
        {
            Assert.Skip($"the program {_program} is not published; ENGINE_RUNTIME names it");
        }

        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("making containers needs root");
        }

        if (!File.Exists("/bin/busybox"))
        {
            Assert.Skip("busybox-static is not installed");
        }

        Directory.CreateDirectory(Path.Combine(Root, "bin"));
        File.Copy("/bin/busybox", Path.Combine(Root, "bin/busybox"));
        foreach (var name in new[] { "sh", "sleep", "true", "cat", "ls" })
        {
            File.CreateSymbolicLink(Path.Combine(Root, "bin", name), "busybox");
        }
    }

    /// <summary>The containers' root filesystem.</summary>
    public string Root => Path.Combine(_directory.FullName, "bundle/rootfs");

    public string Bundle => Path.Combine(_directory.FullName, "bundle");

    /// <summary>A container id that is nobody else's, removed at the end.</summary>
    public string NewId()
    {
        var id = $"test-{Guid.NewGuid():n}";
        _containers.Add(id);
        return id;
    }

    /// <summary>Runs a command.</summary>
    public ProgramResult Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(_program, ["--root", Path.Combine(_directory.FullName, "state"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProgramResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Runs a command whose container keeps the standard streams: they are /dev/null, or a reader here would wait for the container's end.</summary>
    /// <returns>The exit status.</returns>
    public int RunSilently(params string[] arguments)
    {
        string[] shell = ["-c", "exec \"$0\" \"$@\" </dev/null >/dev/null 2>&1", _program, "--root", Path.Combine(_directory.FullName, "state"), .. arguments];
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", shell))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        foreach (var id in _containers)
        {
            Run("delete", "--force", id);
        }

        _directory.Delete(recursive: true);
    }
}
