namespace Engine.Build.Packages;

/// <summary>A Debian package downloaded and unpacked, never installed: nothing of it runs, and nothing on the machine changes.</summary>
internal static class UnpackedPackage
{
    /// <summary>Unpacks it into a directory; answers why that could not be done, or null.</summary>
    public static async Task<string?> FetchAsync(string package, string into)
    {
        if (Command.Find("apt-get") is null || Command.Find("dpkg-deb") is null)
        {
            return "this is no Debian";
        }

        string directory = Directory.CreateTempSubdirectory("engine-package-").FullName;
        try
        {
            (int status, string output) = await new Command(
                "sh", "-c", $"cd {directory} && apt-get download -qq {package} && mkdir -p '{into}' && dpkg-deb -x {package}_*.deb '{into}'").CaptureAsync();
            return status == 0 ? null : output.Trim();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
