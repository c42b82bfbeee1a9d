using System.Diagnostics;
using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;

namespace Engine.Conformance.Tests.Drivers;

/// <summary>containerd's shim drives engine-runtime as it drives runc.</summary>
public sealed class ContainerdTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-ctr-").FullName;

    [Fact]
    public async Task Ctr_runs_enters_pauses_and_kills_a_container()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        Assert.SkipWhen(RuntimeUnderTest.Engine is null, "engine-runtime is not published (build.sh publish)");
        string? containerd = Find("containerd");
        Assert.SkipWhen(containerd is null || Find("ctr") is null || Find("containerd-shim-runc-v2") is null, "containerd is not installed");
        Assert.SkipWhen(BundleDirectory.BusyBox.Length == 0, "busybox is not installed (busybox-static)");
        await ShellAsync($"mkdir -p {_directory}/rootfs/bin {_directory}/rootfs/proc {_directory}/rootfs/sys {_directory}/rootfs/dev && cp {BundleDirectory.BusyBox} {_directory}/rootfs/bin/busybox && cd {_directory}/rootfs/bin && for a in sh echo sleep; do ln -s busybox $a; done");
        await File.WriteAllTextAsync($"{_directory}/config.toml", "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n", TestContext.Current.CancellationToken);

        using Process daemon = Process.Start(containerd!, ["--config", $"{_directory}/config.toml", "--root", $"{_directory}/root", "--state", $"{_directory}/state", "--address", Socket, "--log-level", "fatal"]);
        try
        {
            await ShellAsync($"for i in $(seq 100); do {Ctr} version >/dev/null 2>&1 && exit 0; sleep 0.1; done; exit 1");
            string run = $"run --env PATH=/bin --runc-binary {RuntimeUnderTest.Engine!.Path} --rootfs";
            (int status, string output) = await CtrAsync($"{run} --rm {_directory}/rootfs once echo hello");
            Assert.True((status, output) == (0, "hello"), $"{status}: {output}");
            Assert.Equal(42, (await CtrAsync($"{run} --rm {_directory}/rootfs status sh -c 'exit 42'")).Status);

            Assert.Equal((0, ""), await CtrAsync($"{run} --detach {_directory}/rootfs long sleep 600"));
            Assert.Equal((0, "inside"), await CtrAsync("task exec --exec-id e1 long echo inside"));
            Assert.Equal((0, ""), await CtrAsync("task pause long"));
            Assert.Contains("PAUSED", (await CtrAsync("task ls")).Output);
            Assert.Equal((0, ""), await CtrAsync("task resume long"));
            Assert.Contains("RUNNING", (await CtrAsync("task ls")).Output);
            Assert.Equal((0, ""), await CtrAsync("task kill --signal KILL long"));
            await ShellAsync($"for i in $(seq 100); do {Ctr} task ls | grep -q STOPPED && exit 0; sleep 0.1; done; exit 1");
            Assert.Equal(0, (await CtrAsync("task rm long")).Status);
            Assert.Equal(0, (await CtrAsync("container rm long")).Status);
        }
        finally
        {
            await ShellAsync($"{Ctr} task rm --force long 2>/dev/null; kill -TERM {daemon.Id}");
            await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Socket => $"{_directory}/c.sock";

    private string Ctr => $"ctr --address {Socket}";

    private static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}".Split(':').Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);

    private Task<(int Status, string Output)> CtrAsync(string command) => ShellAsync($"{Ctr} {command}");

    private static async Task<(int Status, string Output)> ShellAsync(string script)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"({script}) 2>&1"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        shell.StandardInput.Close();
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, output.Trim());
    }
}
