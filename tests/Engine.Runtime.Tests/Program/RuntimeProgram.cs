using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

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
        foreach (var name in new[] { "sh", "sleep", "true", "cat", "ls", "stat", "hostname", "grep", "touch" })
        {
            File.CreateSymbolicLink(Path.Combine(Root, "bin", name), "busybox");
        }
    }

    /// <summary>The program's file.</summary>
    public string Executable => _program;

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

    /// <summary>Writes the program's own example, for a program without a terminal.</summary>
    public void Configure(params string[] arguments)
    {
        File.Delete(Path.Combine(Bundle, "config.json"));
        Assert.Equal(0, Run("spec", "--bundle", Bundle).ExitCode);
        Edit(c =>
        {
            c["process"]!["terminal"] = false;
            c["process"]!["args"] = JsonSerializer.SerializeToNode(arguments);
            c["process"]!["rlimits"] = new JsonArray();
            c["root"]!["readonly"] = false;
        });
    }

    /// <summary>Changes the configuration.</summary>
    public void Edit(Action<JsonNode> change)
    {
        var path = Path.Combine(Bundle, "config.json");
        var config = JsonNode.Parse(File.ReadAllText(path))!;
        change(config);
        File.WriteAllText(path, config.ToJsonString());
    }

    /// <summary>Lets the mapped root of a user namespace use the root filesystem, in which it can make nothing.</summary>
    public void OpenToOthers()
    {
        foreach (var name in new[] { "proc", "dev", "sys" })
        {
            Directory.CreateDirectory(Path.Combine(Root, name));
        }

        File.SetUnixFileMode(_directory.FullName, File.GetUnixFileMode(_directory.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    /// <summary>Runs the bundle once, to its end.</summary>
    public ProgramResult RunBundle() => Run("run", "--bundle", Bundle, NewId());

    /// <summary>Runs a command.</summary>
    public ProgramResult Run(params string[] arguments) => RunThrough([], arguments);

    /// <summary>Runs a command by another program, which gets the runtime's path and arguments after its own.</summary>
    public ProgramResult RunThrough(string[] launcher, params string[] arguments)
    {
        string[] line = [.. launcher, _program, "--root", Path.Combine(_directory.FullName, "state"), .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
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
