namespace Engine.Host.Networking;

/// <summary>Parameters below <c>/proc/sys/net</c>, of the network namespace of the calling thread.</summary>
internal static class KernelParameter
{
    /// <summary>Writes one. False: the kernel has none of the name, for instance no IPv6.</summary>
    /// <param name="path">Below <c>/proc/sys/net</c>.</param>
    /// <param name="value">The value.</param>
    public static bool TrySet(string path, string value)
    {
        try
        {
            File.WriteAllText("/proc/sys/net/" + path, value);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Reads one, or null.</summary>
    public static string? Get(string path)
    {
        try
        {
            return File.ReadAllText("/proc/sys/net/" + path).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
