namespace Engine.Linux.Mounts;

/// <summary>Flags of mount(2).</summary>
public static class MountFlag
{
    /// <summary>Read-only.</summary>
    public const ulong MS_RDONLY = 0x1;

    /// <summary>Changes an existing mount.</summary>
    public const ulong MS_REMOUNT = 0x20;

    /// <summary>Bind mount.</summary>
    public const ulong MS_BIND = 0x1000;

    /// <summary>Moves a mount.</summary>
    public const ulong MS_MOVE = 0x2000;

    /// <summary>Recursive.</summary>
    public const ulong MS_REC = 0x4000;

    /// <summary>Cannot be bound.</summary>
    public const ulong MS_UNBINDABLE = 0x20000;

    /// <summary>No propagation.</summary>
    public const ulong MS_PRIVATE = 0x40000;

    /// <summary>Receives propagation.</summary>
    public const ulong MS_SLAVE = 0x80000;

    /// <summary>Sends and receives propagation.</summary>
    public const ulong MS_SHARED = 0x100000;
}
