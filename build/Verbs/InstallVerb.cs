namespace Engine.Build.Verbs;

/// <summary>Copies what was published to where the system looks for it. DESTDIR goes in front of every path, as packagers expect.</summary>
internal sealed class InstallVerb : Verb
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public override string Name => "install";

    public override string Arguments => "[--prefix DIR]";

    public override string Summary => "publish, then install binaries, systemd units and the module (default /usr/local; DESTDIR is respected)";

    public override async Task<int> RunAsync(string[] args)
    {
        string prefix = args switch
        {
            [] => "/usr/local",
            ["--prefix", var directory] when Path.IsPathRooted(directory) => directory,
            _ => throw new BuildFailedException("install takes --prefix and an absolute directory", 2),
        };
        string destination = Environment.GetEnvironmentVariable("DESTDIR") ?? "";
        if (destination.Length == 0 && !Privilege.IsRoot)
        {
            // The build stays the user's own; only the copying is root's.
            await new PublishVerb().RunAsync([]);
            return await Privilege.AsRoot(new Command("dotnet", [Environment.GetCommandLineArgs()[0], "install", .. args]), "to install into the system").StatusAsync();
        }

        await new PublishVerb().RunAsync([]);
        InstallFiles(destination, prefix);
        if (destination.Length == 0)
        {
            await ActivateAsync();
        }

        return 0;
    }

    private static void InstallFiles(string destination, string prefix)
    {
        // The daemon finds its runtime and its SQLite beside itself; on the PATH there are links only.
        foreach (string file in Directory.EnumerateFiles(Repository.BinaryDirectory))
        {
            Copy(file, $"{destination}{prefix}/lib/engine/{Path.GetFileName(file)}", Executable);
        }

        foreach (string binary in new[] { Repository.HostBinary, Repository.RuntimeBinary })
        {
            Link($"../lib/engine/{Path.GetFileName(binary)}", $"{destination}{prefix}/bin/{Path.GetFileName(binary)}");
        }

        foreach (string unit in new[] { "engine.service", "engine.socket" })
        {
            string text = File.ReadAllText(Repository.In($"packaging/{unit}")).Replace("@BINDIR@", $"{prefix}/bin");
            Write(text, $"{destination}{prefix}/lib/systemd/system/{unit}");
        }

        Write(File.ReadAllText(Repository.In("packaging/engine.sysusers")), $"{destination}{prefix}/lib/sysusers.d/engine.conf");
        if (!Directory.Exists(Repository.Module))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(Repository.Module, "*", SearchOption.AllDirectories))
        {
            Copy(file, $"{destination}{prefix}/share/powershell/Modules/Engine/{Path.GetRelativePath(Repository.Module, file)}", Readable);
        }
    }

    private static void Link(string target, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
        Console.WriteLine($"  {path} -> {target}");
    }

    private static async Task ActivateAsync()
    {
        // A machine that was not started by systemd has neither its directory nor a use for its units.
        if (!Directory.Exists("/run/systemd/system"))
        {
            Console.WriteLine("systemd does not run here: start engine-host yourself; its sockets belong to the group 'engine' if there is one");
            return;
        }

        await new Command("systemd-sysusers").RunAsync();
        await new Command("systemctl", "daemon-reload").RunAsync();
        Console.WriteLine("to start: systemctl enable --now engine.socket engine.service");
    }

    private static void Copy(string source, string target, UnixFileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);

        // A new file takes the old one's place: a running binary cannot be written to.
        string temporary = $"{target}.new";
        File.Copy(source, temporary, overwrite: true);
        File.SetUnixFileMode(temporary, mode);
        File.Move(temporary, target, overwrite: true);
        Console.WriteLine($"installed {target}");
    }

    private static void Write(string text, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
        Console.WriteLine($"installed {target}");
    }
}
