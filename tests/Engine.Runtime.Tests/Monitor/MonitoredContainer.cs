using Engine.Linux;
using Engine.Oci;
using Engine.Oci.Monitor;
using Engine.Runtime.Tests.Program;

namespace Engine.Runtime.Tests.Monitor;

/// <summary>The published program as a monitor, spawned as the daemon does it, and one container in its care.</summary>
internal sealed class MonitoredContainer : IAsyncDisposable
{
    private readonly RuntimeProgram _runtime = new();
    private readonly string _cgroup = $"/engine-monitor-{Guid.NewGuid():n}";
    private readonly TemporaryDirectory _directory = new();

    /// <param name="script">What its shell runs.</param>
    /// <param name="change">Changes the request.</param>
    /// <param name="terminal">Give it a terminal.</param>
    public MonitoredContainer(string script, Func<LaunchRequest, LaunchRequest>? change = null, bool terminal = false)
    {
        _runtime.Configure("/bin/sh", "-c", script);
        _runtime.Edit(c =>
        {
            c["root"]!["path"] = _runtime.Root;
            c["process"]!["terminal"] = terminal;
            c["linux"]!["cgroupsPath"] = _cgroup;
        });
        var request = new LaunchRequest
        {
            Id = $"{Guid.NewGuid():n}{Guid.NewGuid():n}",
            Spec = OciJson.RuntimeSpec.Read(File.ReadAllBytes(Path.Combine(_runtime.Bundle, "config.json"))),
            SocketPath = Socket,
            ExitPath = ExitFile,
        };
        var (ours, theirs) = UnixSocket.CreatePair();
        using (theirs)
        {
            MonitorPid = PosixSpawn.Start(_runtime.Executable, ["engine-runtime", "monitor", _directory.Path], [], theirs);
        }

        Control = new MonitorClient(ours);
        Request = change?.Invoke(request) ?? request;
        Pid = OciJson.StartedReply.Read(Control.Ask(MonitorMessage.Launch, Request, OciJson.LaunchRequest, MonitorMessage.Created)).Pid;
    }

    public LaunchRequest Request { get; }

    /// <summary>The connection that the monitor inherited.</summary>
    public MonitorClient Control { get; }

    public int MonitorPid { get; }

    /// <summary>The container's first process.</summary>
    public int Pid { get; }

    public string Root => _runtime.Root;

    public string Socket => _directory.File("monitor.sock");

    public string ExitFile => _directory.File("exit.json");

    public string Log => _directory.File("log");

    /// <summary>Log files by name.</summary>
    public string[] LogFiles => [.. Directory.GetFiles(_directory.Path, "log*").Select(f => Path.GetFileName(f)).Order()];

    public string InDirectory(string name) => _directory.File(name);

    public MonitorClient Connect() => new(Socket);

    /// <summary>Releases the program.</summary>
    public void Start() => Control.Ask(MonitorMessage.Start, [], MonitorMessage.Started);

    /// <summary>A connection that gets its events.</summary>
    public MonitorClient Subscribe(out MonitorState state)
    {
        var client = Connect();
        state = OciJson.MonitorState.Read(client.Ask(MonitorMessage.Subscribe, [], MonitorMessage.State));
        return client;
    }

    /// <summary>A connection that carries its streams.</summary>
    public MonitorClient Attach(bool stdin = false)
    {
        var client = Connect();
        client.Ask(MonitorMessage.Attach, new AttachRequest { Stdin = stdin, Stdout = true, Stderr = true }, OciJson.AttachRequest, MonitorMessage.Done);
        return client;
    }

    /// <summary>Runs a shell script in it; the connection carries its streams.</summary>
    public MonitorClient Exec(string id, string script, out int pid, bool stdin = false)
    {
        var process = Request.Spec.Process! with { Args = ["/bin/sh", "-c", script], Terminal = false };
        var client = Connect();
        var request = new ExecRequest { ExecId = id, Process = process, Stdin = stdin };
        pid = OciJson.StartedReply.Read(client.Ask(MonitorMessage.Exec, request, OciJson.ExecRequest, MonitorMessage.Started)).Pid;
        return client;
    }

    /// <summary>What is on the disk about its end.</summary>
    public ExitRecord ReadExit() => OciJson.ExitRecord.Read(File.ReadAllBytes(ExitFile));

    /// <summary>Waits until a process is gone, or only waits for its parent to notice.</summary>
    public static Task EndAsync(int pid) => UntilAsync(() => !Lives(pid), $"the end of {pid}");

    public static bool Lives(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].StartsWith(" Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        for (var i = 0; !condition(); i++)
        {
            Assert.True(i < 2000, $"waited for {what} in vain");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Whether its cgroup is still there, in whatever hierarchy.</summary>
    public bool HasCgroup() => Directory.GetDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup").Any(h => Directory.Exists(h + _cgroup));

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        if (Lives(MonitorPid))
        {
            ProcessSignal.Send(MonitorPid, 9);
        }

        await EndAsync(MonitorPid);
        await EndAsync(Pid);
        _ = ChildExit.TryTake(MonitorPid, out _);
        foreach (var hierarchy in Directory.GetDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup").Where(h => Directory.Exists(h + _cgroup)))
        {
            Directory.Delete(hierarchy + _cgroup);
        }

        _directory.Dispose();
        _runtime.Dispose();
    }
}
