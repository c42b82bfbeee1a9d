using System.Diagnostics;
using System.Runtime.InteropServices;
using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;

namespace Engine.Conformance.Tests.Drivers;

/// <summary>A containerd of its own, with root, state and socket in one directory and a BusyBox image that it imported from an archive.</summary>
public sealed class ContainerdDaemon : IAsyncLifetime
{
    // The state's path is part of socket names, whose length is limited: no deep directory.
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-ctr-").FullName;
    private string? _impediment;
    private Process? _daemon;

    /// <summary>Skips the test, saying why, where containerd cannot be used.</summary>
    public void SkipWhenImpeded() => Assert.SkipWhen(_impediment is not null, _impediment ?? "");

    public async ValueTask InitializeAsync()
    {
        string? programs = FindPrograms();
        _impediment = !Environment.IsPrivilegedProcess ? "needs root"
            : RuntimeUnderTest.Engine is null ? "engine-runtime is not published (build.sh publish)"
            : programs is null ? "containerd is neither installed nor in out/containerd (build.sh test fetches it where apt-get can)"
            : BundleDirectory.BusyBox.Length == 0 ? "busybox is not installed (busybox-static)"
            : null;
        if (_impediment is not null)
        {
            return;
        }

        await File.WriteAllTextAsync($"{_directory}/config.toml", "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n");
        // Its shims tell what they do on standard error.
        string serve = $"exec {programs}/containerd --config {_directory}/config.toml --root {_directory}/root --state {_directory}/state --address {_directory}/c.sock --log-level error 2> {_directory}/log";
        var start = new ProcessStartInfo("sh", ["-c", serve]);
        start.Environment["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}";
        _daemon = Process.Start(start)!;
        Ctr = $"{programs}/ctr --address {_directory}/c.sock";
        await ShellCommand.SucceedAsync($"for i in $(seq 200); do {Ctr} version >/dev/null 2>&1 && exit 0; sleep 0.1; done; exit 1");
        await ShellCommand.SucceedAsync($$"""
            cd {{_directory}} && mkdir -p rootfs/bin rootfs/proc rootfs/sys rootfs/dev rootfs/tmp && cp {{BundleDirectory.BusyBox}} rootfs/bin/busybox &&
            for a in sh echo grep sleep touch tty; do ln -s busybox rootfs/bin/$a; done && tar -C rootfs -cf layer.tar . &&
            echo '{"architecture":"{{Architecture}}","os":"linux","config":{"Env":["PATH=/bin"],"Cmd":["sh"] },"rootfs":{"type":"layers","diff_ids":["sha256:'$(sha256sum layer.tar | cut -d' ' -f1)'"] } }' > config.json &&
            echo '[{"Config":"config.json","RepoTags":["conformance:latest"],"Layers":["layer.tar"]}]' > manifest.json &&
            tar -cf image.tar manifest.json config.json layer.tar && {{Ctr}} image import image.tar
            """);
    }

    /// <summary>Runs a ctr command written as for a shell.</summary>
    public async Task<(int Status, string Output)> RunAsync(string command)
    {
        (int status, string output) = await ShellCommand.RunAsync($"{Ctr} {command}");
        return (status, output.Trim());
    }

    /// <summary>Runs <c>ctr run</c> of the image with engine-runtime.</summary>
    /// <param name="options">Options of ctr run.</param>
    /// <param name="command">The container's id and command.</param>
    public Task<(int Status, string Output)> RunContainerAsync(string options, string command) => RunAsync(RunCommand(options, command));

    /// <summary>As <see cref="RunContainerAsync"/>, with a terminal for ctr.</summary>
    public Task<(int Status, string Output)> RunContainerOnTerminalAsync(string options, string command) =>
        ShellCommand.RunAsync($"script --quiet --return --command '{Ctr} {RunCommand(options, command)}' /dev/null < /dev/null");

    /// <summary>Waits until a task has a status.</summary>
    public Task WaitAsync(string container, string status) =>
        ShellCommand.SucceedAsync($"for i in $(seq 100); do {Ctr} task ls | grep -q '^{container} .*{status}' && exit 0; sleep 0.1; done; exit 1");

    public async ValueTask DisposeAsync()
    {
        if (_daemon is not null)
        {
            await ShellCommand.RunAsync($"for c in $({Ctr} container ls -q); do {Ctr} task rm --force $c; {Ctr} container rm $c; done");
            await ShellCommand.RunAsync($"kill -TERM {_daemon.Id}");
            await _daemon.WaitForExitAsync();
            _daemon.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private string Ctr { get; set; } = "";

    private static string RunCommand(string options, string command) =>
        $"run --runc-binary {RuntimeUnderTest.Engine!.Path} {options} docker.io/library/conformance:latest {command}";

    private static string Architecture => RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64 ? "amd64" : "arm64";

    // containerd, ctr and the shim lie together: the machine's own, or those that build.sh test unpacked.
    private static string? FindPrograms()
    {
        List<string> places = [.. $"{Environment.GetEnvironmentVariable("PATH")}".Split(':')];
        for (string? directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            places.Add(Path.Combine(directory, "out", "containerd", "usr", "bin"));
        }

        return places.Find(place => new[] { "containerd", "ctr", "containerd-shim-runc-v2" }.All(program => File.Exists(Path.Combine(place, program))));
    }
}
