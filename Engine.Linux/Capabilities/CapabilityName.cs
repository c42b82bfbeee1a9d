namespace Engine.Linux.Capabilities;

/// <summary>Capabilities as text: <c>CAP_SYS_ADMIN</c> in OCI documents, <c>sys_admin</c> on command lines.</summary>
public static class CapabilityName
{
    private const string Prefix = "CAP_";

    // A table of our own: Enum.ToString and Enum.Parse need the enum's metadata, which costs start-up time in the runtime.
    private static readonly string[] Names =
    [
        "CAP_CHOWN",
        "CAP_DAC_OVERRIDE",
        "CAP_DAC_READ_SEARCH",
        "CAP_FOWNER",
        "CAP_FSETID",
        "CAP_KILL",
        "CAP_SETGID",
        "CAP_SETUID",
        "CAP_SETPCAP",
        "CAP_LINUX_IMMUTABLE",
        "CAP_NET_BIND_SERVICE",
        "CAP_NET_BROADCAST",
        "CAP_NET_ADMIN",
        "CAP_NET_RAW",
        "CAP_IPC_LOCK",
        "CAP_IPC_OWNER",
        "CAP_SYS_MODULE",
        "CAP_SYS_RAWIO",
        "CAP_SYS_CHROOT",
        "CAP_SYS_PTRACE",
        "CAP_SYS_PACCT",
        "CAP_SYS_ADMIN",
        "CAP_SYS_BOOT",
        "CAP_SYS_NICE",
        "CAP_SYS_RESOURCE",
        "CAP_SYS_TIME",
        "CAP_SYS_TTY_CONFIG",
        "CAP_MKNOD",
        "CAP_LEASE",
        "CAP_AUDIT_WRITE",
        "CAP_AUDIT_CONTROL",
        "CAP_SETFCAP",
        "CAP_MAC_OVERRIDE",
        "CAP_MAC_ADMIN",
        "CAP_SYSLOG",
        "CAP_WAKE_ALARM",
        "CAP_BLOCK_SUSPEND",
        "CAP_AUDIT_READ",
        "CAP_PERFMON",
        "CAP_BPF",
        "CAP_CHECKPOINT_RESTORE",
    ];

    /// <summary>How many capabilities this library has names for.</summary>
    public static int Count => Names.Length;

    /// <summary>The native name, for example <c>CAP_NET_RAW</c>; for a bit without a name its number.</summary>
    public static string Format(Capability capability) =>
        (uint)capability < (uint)Names.Length ? Names[(int)capability] : ((int)capability).ToString();

    /// <summary>Reads a name in any case, with or without <c>CAP_</c>.</summary>
    /// <returns>False when no capability has that name.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Capability capability)
    {
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Prefix.Length..];
        }

        for (int number = 0; number < Names.Length; number++)
        {
            if (text.Equals(Names[number].AsSpan(Prefix.Length), StringComparison.OrdinalIgnoreCase))
            {
                capability = (Capability)number;
                return true;
            }
        }

        capability = default;
        return false;
    }

    /// <summary>Reads a name in any case, with or without <c>CAP_</c>.</summary>
    /// <exception cref="FormatException">No capability has that name.</exception>
    public static Capability Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Capability capability) ? capability : throw new FormatException($"unknown capability \"{text}\"");
}
