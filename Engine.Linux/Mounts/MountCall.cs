namespace Engine.Linux.Mounts;

/// <summary>Flags and commands of open_tree(2), move_mount(2), fsopen(2), fsconfig(2), fsmount(2) and umount2(2).</summary>
public static class MountCall
{
    /// <summary>Clones the mount.</summary>
    public const int OPEN_TREE_CLONE = 0x1;

    /// <summary>Close on exec.</summary>
    public const int OPEN_TREE_CLOEXEC = 0x80000;

    /// <summary>With the mounts below.</summary>
    public const int AT_RECURSIVE = 0x8000;

    /// <summary>The source is the descriptor.</summary>
    public const int MOVE_MOUNT_F_EMPTY_PATH = 0x4;

    /// <summary>The target is the descriptor.</summary>
    public const int MOVE_MOUNT_T_EMPTY_PATH = 0x40;

    /// <summary>Close on exec.</summary>
    public const int FSOPEN_CLOEXEC = 0x1;

    /// <summary>Close on exec.</summary>
    public const int FSMOUNT_CLOEXEC = 0x1;

    /// <summary>Sets a parameter without value.</summary>
    public const int FSCONFIG_SET_FLAG = 0;

    /// <summary>Sets a parameter to a text.</summary>
    public const int FSCONFIG_SET_STRING = 1;

    /// <summary>Sets a parameter to a descriptor.</summary>
    public const int FSCONFIG_SET_FD = 5;

    /// <summary>Makes the superblock.</summary>
    public const int FSCONFIG_CMD_CREATE = 6;

    /// <summary>Detaches now, unmounts when no longer busy.</summary>
    public const int MNT_DETACH = 2;
}
