namespace Engine.Host.Containers;

/// <summary>Where the engine keeps the files of one container.</summary>
internal sealed record ContainerPaths
{
    private readonly string _dataRoot;
    private readonly string _execRoot;

    /// <param name="dataRoot">The engine's data root.</param>
    /// <param name="execRoot">The engine's directory for what need not survive a boot.</param>
    /// <param name="id">The container's id.</param>
    public ContainerPaths(string dataRoot, string execRoot, string id)
    {
        _dataRoot = dataRoot;
        _execRoot = execRoot;
        Directory = Path.Combine(dataRoot, "containers", id);
        Hostname = Path.Combine(Directory, "hostname");
        Hosts = Path.Combine(Directory, "hosts");
        ResolvConf = Path.Combine(Directory, "resolv.conf");
        ResolvConfHash = Path.Combine(Directory, "resolv.conf.hash");
        Log = Path.Combine(Directory, id + "-json.log");
        Exit = Path.Combine(Directory, "exit.json");
        // A socket's path is limited to 107 bytes (unix(7)), so the directory has the short id.
        RunDirectory = Path.Combine(execRoot, "c", id[..12]);
        Socket = Path.Combine(RunDirectory, "m.sock");
        Execs = Path.Combine(RunDirectory, "execs");
        Health = Path.Combine(RunDirectory, "health.json");
    }

    /// <summary>Another container's.</summary>
    public ContainerPaths Of(string id) => new(_dataRoot, _execRoot, id);

    /// <summary>The directory, readable by root alone.</summary>
    public string Directory { get; }

    /// <summary>Mounted at /etc/hostname.</summary>
    public string Hostname { get; }

    /// <summary>Mounted at /etc/hosts.</summary>
    public string Hosts { get; }

    /// <summary>Mounted at /etc/resolv.conf.</summary>
    public string ResolvConf { get; }

    /// <summary>The digest of resolv.conf as the engine wrote it: another one is the container's own.</summary>
    public string ResolvConfHash { get; }

    /// <summary>The current log file.</summary>
    public string Log { get; }

    /// <summary>The monitor's durable record of the last end.</summary>
    public string Exit { get; }

    /// <summary>What need not survive a boot.</summary>
    public string RunDirectory { get; }

    /// <summary>The monitor's socket.</summary>
    public string Socket { get; }

    /// <summary>A document for every exec.</summary>
    public string Execs { get; }

    /// <summary>How healthy the running program is.</summary>
    public string Health { get; }
}
