using System.Diagnostics;
using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;

namespace Engine.Conformance.Tests.Guest;

/// <summary>Makes the virtual machine's only file system: BusyBox, the runtimes with the libraries they need, and the bundles.</summary>
internal static class GuestImage
{
    public static async Task WriteAsync(string path, IReadOnlyList<Bundle> bundles, IEnumerable<RuntimeUnderTest> runtimes)
    {
        using var archive = new CpioArchive(path);
        archive.Add("init", Resource.Text("init.sh"));
        archive.Add("machine", Resource.Text("machine.sh"));
        archive.Add("bin/busybox", File.ReadAllBytes(BundleDirectory.BusyBox));
        HashSet<string> libraries = [];
        foreach (RuntimeUnderTest runtime in runtimes)
        {
            archive.Add($"runtimes/{runtime.Name}", File.ReadAllBytes(runtime.Path));
            libraries.UnionWith(await LibrariesOfAsync(runtime.Path));
        }

        foreach (string library in libraries)
        {
            archive.Add(library.TrimStart('/'), File.ReadAllBytes(library));
        }

        for (int i = 0; i < bundles.Count; i++)
        {
            archive.Add($"payload/{i:D3}/config.json", bundles[i].Configuration());
            archive.Add($"payload/{i:D3}/probe", bundles[i].ProbeScript());
            archive.Add($"payload/{i:D3}/scenario", bundles[i].ScenarioScript());
        }
    }

    // «libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)», and the loader without an arrow; nothing for a static program.
    private static async Task<IEnumerable<string>> LibrariesOfAsync(string program)
    {
        using Process ldd = Process.Start(new ProcessStartInfo("ldd", [program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = ldd.StandardError.ReadToEndAsync();
        string output = await ldd.StandardOutput.ReadToEndAsync();
        await errors;
        await ldd.WaitForExitAsync();
        return ldd.ExitCode != 0 ? [] : output.Split([' ', '\t', '\n']).Where(word => word.StartsWith('/') && File.Exists(word));
    }
}
