namespace Engine.Build.Packages;

/// <summary>Installs missing packages with apt, saying what and why; does nothing, and needs no root, when all is there.</summary>
internal static class DebianPackages
{
    private static bool s_updated;

    public static async Task EnsureAsync(IEnumerable<Requirement> requirements)
    {
        List<Requirement> missing = [];
        foreach (Requirement requirement in requirements)
        {
            if (!await IsPresentAsync(requirement))
            {
                missing.Add(requirement);
            }
        }

        if (missing.Count == 0)
        {
            return;
        }

        foreach (Requirement requirement in missing)
        {
            Console.WriteLine($"{requirement.Package} is missing: needed {requirement.Why}");
        }

        if (Command.Find("apt-get") is null)
        {
            Fail(missing, "there is no apt-get here");
            return;
        }

        if (!s_updated)
        {
            s_updated = true;
            await Apt("update", "-qq").StatusAsync();
        }

        // In one transaction if that works; else one by one, so that an optional package nobody has does not take the others with it.
        string[] names = [.. missing.Select(r => r.Package)];
        if (await InstallAsync(names) != 0)
        {
            foreach (Requirement requirement in missing)
            {
                if (await InstallAsync(requirement.Package) != 0)
                {
                    Fail([requirement], "apt-get could not install it");
                }
            }
        }
    }

    private static async Task<bool> IsPresentAsync(Requirement requirement)
    {
        if (requirement.Program is not null)
        {
            return Command.Find(requirement.Program) is not null;
        }

        // Not a Debian system: then the file names differ, and the linker's own message is the best there is.
        return Command.Find("dpkg-query") is null
            || await new Command("dpkg-query", "-W", "-f=${db:Status-Status}", requirement.Package).CaptureAsync() is (0, "installed");
    }

    private static async Task<int> InstallAsync(params string[] packages)
    {
        Console.WriteLine($"apt-get install {string.Join(' ', packages)}");
        (int status, string output) = await Apt(["install", "-qq", "--yes", "--no-install-recommends", .. packages]).CaptureAsync();
        if (status != 0)
        {
            Console.WriteLine(output.TrimEnd());
        }

        return status;
    }

    private static Command Apt(params string[] arguments) =>
        Privilege.AsRoot(
            new Command("apt-get", arguments)
            {
                // Installing must never ask.
                Environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" },
            },
            "to install Debian packages");

    private static void Fail(List<Requirement> missing, string reason)
    {
        foreach (Requirement requirement in missing)
        {
            if (!requirement.Optional)
            {
                throw new BuildFailedException($"{requirement.Package} is needed {requirement.Why}, and {reason}");
            }

            Console.WriteLine($"{requirement.Package} is not to be had ({reason}); what needs it will skip");
        }
    }
}
