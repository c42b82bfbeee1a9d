namespace Engine.Linux.Mounts;

/// <summary>Attributes of a mount (fsmount(2), mount_setattr(2)).</summary>
public static class MountAttribute
{
    /// <summary>Read-only.</summary>
    public const ulong MOUNT_ATTR_RDONLY = 0x1;

    /// <summary>Set-user-ID bits have no effect.</summary>
    public const ulong MOUNT_ATTR_NOSUID = 0x2;

    /// <summary>No device access.</summary>
    public const ulong MOUNT_ATTR_NODEV = 0x4;

    /// <summary>No execution.</summary>
    public const ulong MOUNT_ATTR_NOEXEC = 0x8;

    /// <summary>Mask of the access time setting.</summary>
    public const ulong MOUNT_ATTR__ATIME = 0x70;

    /// <summary>Access times relative to modification times.</summary>
    public const ulong MOUNT_ATTR_RELATIME = 0x0;

    /// <summary>No access times.</summary>
    public const ulong MOUNT_ATTR_NOATIME = 0x10;

    /// <summary>Always access times.</summary>
    public const ulong MOUNT_ATTR_STRICTATIME = 0x20;

    /// <summary>No access times of directories.</summary>
    public const ulong MOUNT_ATTR_NODIRATIME = 0x80;

    /// <summary>Ids are mapped by a user namespace.</summary>
    public const ulong MOUNT_ATTR_IDMAP = 0x100000;

    /// <summary>Symbolic links are not followed.</summary>
    public const ulong MOUNT_ATTR_NOSYMFOLLOW = 0x200000;
}
