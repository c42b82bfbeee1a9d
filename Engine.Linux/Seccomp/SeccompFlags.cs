namespace Engine.Linux.Seccomp;

/// <summary>Flags of SECCOMP_SET_MODE_FILTER, the kernel's values (seccomp(2)).</summary>
[Flags]
public enum SeccompFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Apply to all threads.</summary>
    TSYNC = 1,

    /// <summary>Log every action but ALLOW.</summary>
    LOG = 2,

    /// <summary>Leave the mitigation of speculative store bypass off.</summary>
    SPEC_ALLOW = 4,

    /// <summary>Return a descriptor that receives NOTIFY. Set by the compiler when a rule asks for it.</summary>
    NEW_LISTENER = 8,

    /// <summary>Fail with ESRCH when TSYNC fails, needed for TSYNC with NEW_LISTENER.</summary>
    TSYNC_ESRCH = 16,

    /// <summary>Only a deadly signal interrupts a call that its listener has received.</summary>
    WAIT_KILLABLE_RECV = 32,
}
