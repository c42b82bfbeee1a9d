using System.Diagnostics;
using Engine.Conformance.Tests.Bundles;

namespace Engine.Conformance.Tests.Comparison;

/// <summary>Runs a bundle's scenario under a runtime, in a directory of its own that is gone afterwards.</summary>
internal static class BundleRun
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static async Task<Observation> ObserveAsync(Bundle bundle, RuntimeUnderTest runtime, CancellationToken cancel)
    {
        string work = Directory.CreateTempSubdirectory("engine-conformance-").FullName;

        // A container whose root is mapped to another user has to reach its root file system.
        File.SetUnixFileMode(work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        try
        {
            string directory = Path.Combine(work, "bundle");
            BundleDirectory.Write(directory, bundle);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(s_limit);
            string output = await RunAsync(directory, runtime, Path.Combine(work, "state"), limit.Token);
            return Observation.Parse(output, directory);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string directory, RuntimeUnderTest runtime, string state, CancellationToken cancel)
    {
        // Whatever the scenario left is removed by its own runtime, also when the scenario was cut short.
        string script = """(. "$BUNDLE/scenario"); "$RUNTIME" --root "$STATE" delete --force "$ID" >/dev/null 2>&1; true""";
        using Process shell = Process.Start(new ProcessStartInfo("busybox", ["sh", "-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["BUNDLE"] = directory, ["RUNTIME"] = runtime.Path, ["STATE"] = state, ["ID"] = "box", ["BUSYBOX"] = BundleDirectory.BusyBox },
        })!;
        shell.StandardInput.Close();
        try
        {
            string output = await shell.StandardOutput.ReadToEndAsync(cancel);
            await shell.WaitForExitAsync(cancel);
            return output;
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
            using Process? delete = Process.Start(runtime.Path, ["--root", state, "delete", "--force", "box"]);
            await delete.WaitForExitAsync(CancellationToken.None);
            return $"[timed out]\nafter {s_limit}";
        }
    }
}
