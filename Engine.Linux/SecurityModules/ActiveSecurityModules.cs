namespace Engine.Linux.SecurityModules;

/// <summary>Tells which security modules this kernel enforces with.</summary>
public static class ActiveSecurityModules
{
    /// <summary>Asks the kernel: AppArmor's own parameter, and whether selinuxfs is mounted where it belongs (selinux(8)).</summary>
    public static SecurityModule Detect()
    {
        SecurityModule active = SecurityModule.None;
        if (TryRead("/sys/module/apparmor/parameters/enabled") is ['Y', ..])
        {
            active |= SecurityModule.AppArmor;
        }

        if (TryRead("/sys/fs/selinux/enforce") is not null)
        {
            active |= SecurityModule.SeLinux;
        }

        return active;
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
