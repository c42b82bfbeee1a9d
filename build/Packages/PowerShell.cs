namespace Engine.Build.Packages;

/// <summary>PowerShell and Pester for the module's own tests, from NuGet into out/: nothing on the machine changes.</summary>
internal static class PowerShell
{
    private const string Version = "7.6.9";
    private const string PesterVersion = "5.9.1";

    private static readonly string s_program = Repository.In("out/powershell/pwsh");
    private static readonly string s_modules = Repository.In("out/powershell-modules");

    /// <summary>The machine's pwsh, or the fetched one, or null.</summary>
    public static string? Program => Command.Find("pwsh") ?? (File.Exists(s_program) ? s_program : null);

    /// <summary>What lets scripts find both, also those that start a pwsh themselves.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["PATH"] = $"{System.Environment.GetEnvironmentVariable("PATH")}:{Path.GetDirectoryName(s_program)}",
        ["PSModulePath"] = $"{System.Environment.GetEnvironmentVariable("PSModulePath")}:{s_modules}",
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
    };

    /// <summary>Whether PowerShell finds a Pester that the tests can use.</summary>
    public static async Task<bool> HasPesterAsync() =>
        Program is { } program && await new Command(program, "-NoProfile", "-NonInteractive", "-Command",
            "if (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 })) { exit 1 }")
        {
            Environment = Environment,
        }.CaptureAsync() is (0, _);

    /// <summary>Fetches once what the machine does not have; where that cannot be done the suite skips and says so.</summary>
    public static async Task FetchAsync()
    {
        // Of PowerShell's tool its inner program: the outer one starts it as a child, to which it passes no signal on.
        if (Program is null && await FetchAsync("PowerShell", Version, "tools/net10.0/any/unix", Path.GetDirectoryName(s_program)!))
        {
            await new Command("chmod", "+x", s_program).RunAsync();
        }

        if (Program is not null && !await HasPesterAsync())
        {
            await FetchAsync("Pester", PesterVersion, "tools", $"{s_modules}/Pester/{PesterVersion}");
        }
    }

    private static async Task<bool> FetchAsync(string package, string version, string part, string into)
    {
        Console.WriteLine($"{package} is missing: needed to run the module's tests as its users would; fetching it from NuGet");
        string download = Directory.CreateTempSubdirectory("engine-package-").FullName;
        try
        {
            (int status, string output) = await new Command("dotnet", "package", "download", $"{package}@{version}", "--output", download).CaptureAsync();
            if (status != 0)
            {
                Console.WriteLine($"it could not be had; its tests will skip: {output.Trim()}");
                return false;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(into)!);
            await new Command("mv", $"{download}/{package.ToLowerInvariant()}/{version}/{part}", into).RunAsync();
            return true;
        }
        finally
        {
            Directory.Delete(download, recursive: true);
        }
    }
}
