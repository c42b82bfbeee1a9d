namespace Engine.Linux.Capabilities;

/// <summary>A capability of Linux (capabilities(7)); the value is its bit number in a <see cref="CapabilitySet"/>.</summary>
public enum Capability
{
    /// <summary>Change file owners and groups at will.</summary>
    CAP_CHOWN = 0,
    /// <summary>Bypass permission checks for reading, writing and executing files.</summary>
    CAP_DAC_OVERRIDE = 1,
    /// <summary>Bypass permission checks for reading files and searching directories.</summary>
    CAP_DAC_READ_SEARCH = 2,
    /// <summary>Bypass checks that want the caller to own the file.</summary>
    CAP_FOWNER = 3,
    /// <summary>Keep set-user-ID and set-group-ID bits when a file is modified.</summary>
    CAP_FSETID = 4,
    /// <summary>Send signals to any process.</summary>
    CAP_KILL = 5,
    /// <summary>Set group ids and supplementary groups at will.</summary>
    CAP_SETGID = 6,
    /// <summary>Set user ids at will.</summary>
    CAP_SETUID = 7,
    /// <summary>Change the bounding set and secure bits, and pass capabilities on.</summary>
    CAP_SETPCAP = 8,
    /// <summary>Set the append-only and immutable inode flags.</summary>
    CAP_LINUX_IMMUTABLE = 9,
    /// <summary>Bind sockets to ports below 1024.</summary>
    CAP_NET_BIND_SERVICE = 10,
    /// <summary>Broadcast and listen to multicasts.</summary>
    CAP_NET_BROADCAST = 11,
    /// <summary>Configure the network of the namespace.</summary>
    CAP_NET_ADMIN = 12,
    /// <summary>Use raw and packet sockets.</summary>
    CAP_NET_RAW = 13,
    /// <summary>Lock memory.</summary>
    CAP_IPC_LOCK = 14,
    /// <summary>Bypass permission checks on System V IPC.</summary>
    CAP_IPC_OWNER = 15,
    /// <summary>Load and unload kernel modules.</summary>
    CAP_SYS_MODULE = 16,
    /// <summary>Access I/O ports and raw device interfaces.</summary>
    CAP_SYS_RAWIO = 17,
    /// <summary>Call chroot(2) and join mount namespaces.</summary>
    CAP_SYS_CHROOT = 18,
    /// <summary>Trace and inspect any process.</summary>
    CAP_SYS_PTRACE = 19,
    /// <summary>Switch process accounting.</summary>
    CAP_SYS_PACCT = 20,
    /// <summary>Mount, namespaces, and everything else that has no capability of its own.</summary>
    CAP_SYS_ADMIN = 21,
    /// <summary>Reboot, and load a kernel for later execution.</summary>
    CAP_SYS_BOOT = 22,
    /// <summary>Raise priorities, set real-time scheduling and affinity of any process.</summary>
    CAP_SYS_NICE = 23,
    /// <summary>Exceed resource limits and quotas.</summary>
    CAP_SYS_RESOURCE = 24,
    /// <summary>Set the system clock.</summary>
    CAP_SYS_TIME = 25,
    /// <summary>Hang up and configure virtual terminals.</summary>
    CAP_SYS_TTY_CONFIG = 26,
    /// <summary>Make device nodes.</summary>
    CAP_MKNOD = 27,
    /// <summary>Take leases on any file.</summary>
    CAP_LEASE = 28,
    /// <summary>Write to the kernel's audit log.</summary>
    CAP_AUDIT_WRITE = 29,
    /// <summary>Configure auditing.</summary>
    CAP_AUDIT_CONTROL = 30,
    /// <summary>Set file capabilities.</summary>
    CAP_SETFCAP = 31,
    /// <summary>Override mandatory access control.</summary>
    CAP_MAC_OVERRIDE = 32,
    /// <summary>Configure mandatory access control.</summary>
    CAP_MAC_ADMIN = 33,
    /// <summary>Read the kernel log and kernel addresses.</summary>
    CAP_SYSLOG = 34,
    /// <summary>Set timers that wake the system.</summary>
    CAP_WAKE_ALARM = 35,
    /// <summary>Keep the system from suspending.</summary>
    CAP_BLOCK_SUSPEND = 36,
    /// <summary>Read the audit log by netlink.</summary>
    CAP_AUDIT_READ = 37,
    /// <summary>Monitor performance (Linux 5.8).</summary>
    CAP_PERFMON = 38,
    /// <summary>Load eBPF programs (Linux 5.8).</summary>
    CAP_BPF = 39,
    /// <summary>Checkpoint and restore (Linux 5.9).</summary>
    CAP_CHECKPOINT_RESTORE = 40,
}
