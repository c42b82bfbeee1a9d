namespace Engine.Linux.SecurityModules;

/// <summary>The kernel's security modules that give processes a label.</summary>
[Flags]
public enum SecurityModule
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>AppArmor: profiles by name.</summary>
    AppArmor = 1,

    /// <summary>SELinux: contexts of user, role, type and level.</summary>
    SeLinux = 2,
}
