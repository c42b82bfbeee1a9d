namespace Engine.Build.Packages;

/// <summary>Debian's containerd, to drive the runtime with. Installed, it would start a service on the machine.</summary>
internal static class Containerd
{
    private static readonly string s_directory = Repository.In("out/containerd");

    /// <summary>Fetches it once, unless the machine has one; where that cannot be done the test skips and says so.</summary>
    public static async Task FetchAsync()
    {
        if (Command.Find("containerd") is not null || File.Exists($"{s_directory}/usr/bin/containerd"))
        {
            return;
        }

        Console.WriteLine("apt-get download containerd: to drive the runtime as containerd does");
        if (await UnpackedPackage.FetchAsync("containerd", s_directory) is { } reason)
        {
            Console.WriteLine($"it could not be had; its tests will skip: {reason}");
        }
    }
}
