namespace Engine.Build.Packages;

/// <summary>A program of a Debian package that tests start themselves. Installed, it would start a service on the machine.</summary>
/// <param name="Name">The package's.</param>
/// <param name="Program">The program's.</param>
/// <param name="Purpose">What the tests want it for.</param>
internal sealed record FetchedPackage(string Name, string Program, string Purpose)
{
    public static readonly FetchedPackage Containerd = new("containerd", "containerd", "to drive the runtime as containerd does");

    public static readonly FetchedPackage DockerRegistry = new("docker-registry", "docker-registry", "to push to and pull from");

    /// <summary>Fetches it once, unless the machine has one; where that cannot be done the tests skip and say so.</summary>
    public async Task FetchAsync()
    {
        string directory = Repository.In($"out/{Name}");
        if (Command.Find(Program) is not null || File.Exists($"{directory}/usr/bin/{Program}"))
        {
            return;
        }

        Console.WriteLine($"apt-get download {Name}: {Purpose}");
        if (await UnpackedPackage.FetchAsync(Name, directory) is { } reason)
        {
            Console.WriteLine($"it could not be had; its tests will skip: {reason}");
        }
    }
}
