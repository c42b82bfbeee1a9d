namespace Engine.Security.Tests.Engines;

/// <summary>What the descriptors of a process of the machine are open on, as proc(5) shows them.</summary>
internal static class OpenDescriptors
{
    /// <summary>The links' targets.</summary>
    public static IReadOnlyList<string> Of(int pid) =>
        [.. Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Select(Target).OfType<string>()];

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
