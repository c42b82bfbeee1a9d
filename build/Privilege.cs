namespace Engine.Build;

/// <summary>Runs what needs root: as it stands when we are root, through sudo when we are not.</summary>
internal static class Privilege
{
    public static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>The same command with the rights of root. <paramref name="why"/> is said before sudo may ask for a password.</summary>
    public static Command AsRoot(Command command, string why)
    {
        if (IsRoot)
        {
            return command;
        }

        string sudo = Command.Find("sudo")
            ?? throw new BuildFailedException($"root is needed {why}, and there is no sudo here. Run this again as root.");
        Console.Error.WriteLine($"Asking sudo: root is needed {why}.");

        // sudo drops most variables; env hands the wanted ones on, and PATH with them, or a private SDK would not be found.
        List<string> variables = [.. command.Environment.Select(v => $"{v.Key}={v.Value}"), $"PATH={Environment.GetEnvironmentVariable("PATH")}"];
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } dotnetRoot)
        {
            variables.Add($"DOTNET_ROOT={dotnetRoot}");
        }

        return new Command(sudo, ["env", .. variables, command.Program, .. command.Arguments]);
    }
}
