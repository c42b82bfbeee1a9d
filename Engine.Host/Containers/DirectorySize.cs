namespace Engine.Host.Containers;

/// <summary>Bytes of the files below a directory.</summary>
internal static class DirectorySize
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>The sum; 0 when there is no such directory.</summary>
    public static long Of(string? directory) => directory is not null && Directory.Exists(directory)
        ? new DirectoryInfo(directory).EnumerateFiles("*", Everything).Sum(file => file.Length)
        : 0;
}
