namespace Engine.Oci.Specs;

/// <summary>A system call filter (config-linux.md#seccomp).</summary>
public sealed record LinuxSeccomp
{
    /// <summary>For example <c>SCMP_ACT_ERRNO</c>.</summary>
    public string? DefaultAction { get; init; }

    /// <summary>errno of the default action; null is EPERM.</summary>
    public uint? DefaultErrnoRet { get; init; }

    /// <summary>For example <c>SCMP_ARCH_X86_64</c>.</summary>
    public IReadOnlyList<string>? Architectures { get; init; }

    /// <summary>For example <c>SECCOMP_FILTER_FLAG_LOG</c>.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Unix socket that gets the notification descriptor.</summary>
    public string? ListenerPath { get; init; }

    /// <summary>Opaque text for the listener.</summary>
    public string? ListenerMetadata { get; init; }

    /// <summary>Rules.</summary>
    public IReadOnlyList<LinuxSyscall>? Syscalls { get; init; }
}
