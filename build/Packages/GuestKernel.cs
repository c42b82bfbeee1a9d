using System.Text.RegularExpressions;

namespace Engine.Build.Packages;

/// <summary>Debian's cloud kernel for the virtual machine of the tests: downloaded and unpacked, never installed.</summary>
internal static partial class GuestKernel
{
    /// <summary>Where the tests look for it.</summary>
    public static string Path => Repository.In("out/guest/vmlinuz");

    /// <summary>Fetches it once; where that cannot be done the tests skip and say so.</summary>
    public static async Task FetchAsync()
    {
        if (File.Exists(Path) || Command.Find("apt-get") is null)
        {
            return;
        }

        string? package = await FindPackageAsync();
        if (package is null)
        {
            Console.WriteLine("apt knows no cloud kernel; the tests on cgroup v2 will skip");
            return;
        }

        Console.WriteLine($"apt-get download {package}: an older kernel with cgroup v2, to run the runtime's tests on in a virtual machine");
        string directory = Directory.CreateTempSubdirectory("engine-kernel-").FullName;
        try
        {
            if (await UnpackedPackage.FetchAsync(package, directory) is { } reason)
            {
                Console.WriteLine($"it could not be had; the tests on cgroup v2 will skip: {reason}");
                return;
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            File.Copy(Directory.EnumerateFiles($"{directory}/boot", "vmlinuz-*").Single(), Path);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    // The oldest that this release of Debian has: 6.1 on bookworm.
    private static async Task<string?> FindPackageAsync()
    {
        (_, string output) = await new Command("apt-cache", "search", "--names-only", @"^linux-image-[0-9.+-]*-cloud-amd64$").CaptureAsync();
        return KernelPackage().Matches(output).Where(m => m.Groups[1].Success)
            .OrderBy(m => new Version(m.Groups[1].Value)).ThenByDescending(m => int.Parse(m.Groups[2].Value))
            .Select(m => m.Value).FirstOrDefault();
    }

    [GeneratedRegex(@"^linux-image-(\d+\.\d+)(?:\.\d+)?(?:\+deb\d+)?-(\d+)-cloud-amd64", RegexOptions.Multiline)]
    private static partial Regex KernelPackage();
}
