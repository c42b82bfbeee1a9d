using System.Diagnostics;
using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;

namespace Engine.Conformance.Tests.Guest;

/// <summary>Makes the virtual machine's only file system: BusyBox, the runtimes with the libraries they need, bundles and test programs.</summary>
internal sealed class GuestImage : IDisposable
{
    private readonly CpioArchive _archive;
    private readonly HashSet<string> _libraries = [];

    public GuestImage(string path)
    {
        _archive = new CpioArchive(path);
        _archive.Add("init", Resource.Text("init.sh"));
        _archive.Add("machine", Resource.Text("machine.sh"));
        _archive.Add("prelude", Resource.Text("prelude.sh"));
        _archive.Add("bin/busybox", File.ReadAllBytes(BundleDirectory.BusyBox));
    }

    public async Task AddAsync(RuntimeUnderTest runtime)
    {
        _archive.Add($"runtimes/{runtime.Name}", File.ReadAllBytes(runtime.Path));
        await AddLibrariesAsync(runtime.Path);
    }

    /// <summary>Adds a bundle; the machine calls it by the number.</summary>
    public void Add(int number, Bundle bundle)
    {
        _archive.Add($"payload/{number:D3}/config.json", bundle.Configuration());
        _archive.Add($"payload/{number:D3}/probe", bundle.ProbeScript());
        _archive.Add($"payload/{number:D3}/scenario", bundle.ScenarioScript());
    }

    /// <summary>Adds test programs with the framework that runs them: this process's own.</summary>
    public async Task AddAsync(IReadOnlyList<GuestSuite> suites)
    {
        if (suites.Count == 0)
        {
            return;
        }

        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string root = Path.GetFullPath(Path.Combine(framework, "..", "..", ".."));
        AddFiles(framework, "dotnet" + framework[root.Length..]);
        AddFiles(Path.Combine(root, "host"), "dotnet/host");
        foreach (string library in Directory.EnumerateFiles(framework, "*.so"))
        {
            await AddLibrariesAsync(library);
        }

        // The framework looks for these itself; the test library hashes the names of tests with them.
        string system = Path.GetDirectoryName(_libraries.First(l => l.Contains("/libc.so", StringComparison.Ordinal)))!;
        foreach (string library in new[] { $"{system}/libssl.so.3", $"{system}/libcrypto.so.3" }.Where(File.Exists))
        {
            AddLibrary(library);
            await AddLibrariesAsync(library);
        }

        foreach (GuestSuite suite in suites)
        {
            AddFiles(suite.Directory, $"suites/{suite.Name}");
            _archive.Add($"suites/{suite.Name}/filter", suite.Filter);
        }
    }

    public void Dispose() => _archive.Dispose();

    private void AddFiles(string directory, string place)
    {
        foreach (string file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".pdb", StringComparison.Ordinal)))
        {
            _archive.Add($"{place}/{Path.GetRelativePath(directory, file)}", File.ReadAllBytes(file));
        }
    }

    // «libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)», and the loader without an arrow; nothing for a static program.
    private async Task AddLibrariesAsync(string program)
    {
        using Process ldd = Process.Start(new ProcessStartInfo("ldd", [program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = ldd.StandardError.ReadToEndAsync();
        string output = await ldd.StandardOutput.ReadToEndAsync();
        await errors;
        await ldd.WaitForExitAsync();
        foreach (string library in ldd.ExitCode != 0 ? [] : output.Split([' ', '\t', '\n']).Where(word => word.StartsWith('/') && File.Exists(word)))
        {
            if (!library.Contains("/dotnet/", StringComparison.Ordinal))
            {
                AddLibrary(library);
            }
        }
    }

    private void AddLibrary(string path)
    {
        if (_libraries.Add(path))
        {
            _archive.Add(path.TrimStart('/'), File.ReadAllBytes(path));
        }
    }
}
