namespace Engine.Oci.Specs;

/// <summary>A rule of a system call filter (config-linux.md#seccomp).</summary>
public sealed record LinuxSyscall
{
    /// <summary>System calls.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>For example <c>SCMP_ACT_ALLOW</c>.</summary>
    public string? Action { get; init; }

    /// <summary>errno of the action.</summary>
    public uint? ErrnoRet { get; init; }

    /// <summary>Conditions, all must hold.</summary>
    public IReadOnlyList<LinuxSeccompArg>? Args { get; init; }
}
