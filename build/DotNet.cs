namespace Engine.Build;

/// <summary>The SDK's commands as this repository uses them: release configuration, lock files respected, quiet.</summary>
internal static class DotNet
{
    /// <summary>Restores and compiles a project or solution.</summary>
    public static Task BuildAsync(string project) => MSBuildAsync(project, restore: true, "Build");

    /// <summary>Runs one MSBuild target, restoring first when asked.</summary>
    public static Task MSBuildAsync(string project, bool restore, string target, params string[] properties)
    {
        string[] arguments =
        [
            "msbuild", project, "-nologo", "-verbosity:quiet", "-maxCpuCount", $"-target:{target}", "-property:Configuration=Release",
            .. properties.Select(p => $"-property:{p}"),
        ];
        return new Command("dotnet", restore ? [.. arguments, "-restore"] : arguments).RunAsync();
    }
}
