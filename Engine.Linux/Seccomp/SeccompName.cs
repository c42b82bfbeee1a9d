using System.Runtime.InteropServices;

namespace Engine.Linux.Seccomp;

/// <summary>The spellings of seccomp's words in OCI documents (runtime-spec 1.2, config-linux.md#seccomp).</summary>
public static class SeccompName
{
    private const string ArchitecturePrefix = "SCMP_ARCH_";
    private const string FlagPrefix = "SECCOMP_FILTER_FLAG_";

    /// <summary>The architecture that this process is compiled for.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no table of system calls for it.</exception>
    public static SeccompArchitecture Native => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => SeccompArchitecture.X86_64,
        Architecture.Arm64 => SeccompArchitecture.Aarch64,
        Architecture architecture => throw new PlatformNotSupportedException($"seccomp on {architecture}"),
    };

    /// <summary>Reads <c>SCMP_ACT_…</c>.</summary>
    /// <exception cref="SeccompException">There is no such action.</exception>
    public static SeccompAction ParseAction(string text) => text switch
    {
        "SCMP_ACT_KILL" => SeccompAction.Kill,
        "SCMP_ACT_KILL_PROCESS" => SeccompAction.KillProcess,
        "SCMP_ACT_KILL_THREAD" => SeccompAction.KillThread,
        "SCMP_ACT_TRAP" => SeccompAction.Trap,
        "SCMP_ACT_ERRNO" => SeccompAction.Errno,
        "SCMP_ACT_TRACE" => SeccompAction.Trace,
        "SCMP_ACT_ALLOW" => SeccompAction.Allow,
        "SCMP_ACT_LOG" => SeccompAction.Log,
        "SCMP_ACT_NOTIFY" => SeccompAction.Notify,
        _ => throw new SeccompException($"unknown seccomp action \"{text}\""),
    };

    /// <summary>Writes an action as <c>SCMP_ACT_…</c>.</summary>
    public static string Format(SeccompAction action) => action switch
    {
        SeccompAction.Kill => "SCMP_ACT_KILL",
        SeccompAction.KillProcess => "SCMP_ACT_KILL_PROCESS",
        SeccompAction.KillThread => "SCMP_ACT_KILL_THREAD",
        SeccompAction.Trap => "SCMP_ACT_TRAP",
        SeccompAction.Errno => "SCMP_ACT_ERRNO",
        SeccompAction.Trace => "SCMP_ACT_TRACE",
        SeccompAction.Allow => "SCMP_ACT_ALLOW",
        SeccompAction.Log => "SCMP_ACT_LOG",
        SeccompAction.Notify => "SCMP_ACT_NOTIFY",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>Reads <c>SCMP_CMP_…</c>.</summary>
    /// <exception cref="SeccompException">There is no such operator.</exception>
    public static SeccompOperator ParseOperator(string text) => text switch
    {
        "SCMP_CMP_NE" => SeccompOperator.NE,
        "SCMP_CMP_LT" => SeccompOperator.LT,
        "SCMP_CMP_LE" => SeccompOperator.LE,
        "SCMP_CMP_EQ" => SeccompOperator.EQ,
        "SCMP_CMP_GE" => SeccompOperator.GE,
        "SCMP_CMP_GT" => SeccompOperator.GT,
        "SCMP_CMP_MASKED_EQ" => SeccompOperator.MaskedEQ,
        _ => throw new SeccompException($"unknown seccomp operator \"{text}\""),
    };

    /// <summary>Writes an operator as <c>SCMP_CMP_…</c>.</summary>
    public static string Format(SeccompOperator op) => op switch
    {
        SeccompOperator.NE => "SCMP_CMP_NE",
        SeccompOperator.LT => "SCMP_CMP_LT",
        SeccompOperator.LE => "SCMP_CMP_LE",
        SeccompOperator.EQ => "SCMP_CMP_EQ",
        SeccompOperator.GE => "SCMP_CMP_GE",
        SeccompOperator.GT => "SCMP_CMP_GT",
        SeccompOperator.MaskedEQ => "SCMP_CMP_MASKED_EQ",
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    /// <summary>Reads <c>SECCOMP_FILTER_FLAG_…</c>.</summary>
    /// <exception cref="SeccompException">OCI has no such flag.</exception>
    public static SeccompFlags ParseFlag(string text) => text switch
    {
        FlagPrefix + "TSYNC" => SeccompFlags.TSYNC,
        FlagPrefix + "LOG" => SeccompFlags.LOG,
        FlagPrefix + "SPEC_ALLOW" => SeccompFlags.SPEC_ALLOW,
        FlagPrefix + "WAIT_KILLABLE_RECV" => SeccompFlags.WAIT_KILLABLE_RECV,
        _ => throw new SeccompException($"unknown seccomp flag \"{text}\""),
    };

    /// <summary>Reads <c>SCMP_ARCH_…</c>.</summary>
    /// <exception cref="SeccompException">OCI has no such architecture.</exception>
    public static SeccompArchitecture ParseArchitecture(string text)
    {
        for (SeccompArchitecture architecture = 0; architecture <= SeccompArchitecture.Sheb; architecture++)
        {
            if (text == Format(architecture))
            {
                return architecture;
            }
        }

        throw new SeccompException($"unknown seccomp architecture \"{text}\"");
    }

    /// <summary>Writes an architecture as <c>SCMP_ARCH_…</c>.</summary>
    public static string Format(SeccompArchitecture architecture) => ArchitecturePrefix + architecture switch
    {
        SeccompArchitecture.X86_64 => "X86_64",
        SeccompArchitecture.X86 => "X86",
        SeccompArchitecture.X32 => "X32",
        SeccompArchitecture.Aarch64 => "AARCH64",
        SeccompArchitecture.Arm => "ARM",
        SeccompArchitecture.Mips => "MIPS",
        SeccompArchitecture.Mips64 => "MIPS64",
        SeccompArchitecture.Mips64N32 => "MIPS64N32",
        SeccompArchitecture.Mipsel => "MIPSEL",
        SeccompArchitecture.Mipsel64 => "MIPSEL64",
        SeccompArchitecture.Mipsel64N32 => "MIPSEL64N32",
        SeccompArchitecture.Ppc => "PPC",
        SeccompArchitecture.Ppc64 => "PPC64",
        SeccompArchitecture.Ppc64le => "PPC64LE",
        SeccompArchitecture.S390 => "S390",
        SeccompArchitecture.S390X => "S390X",
        SeccompArchitecture.Parisc => "PARISC",
        SeccompArchitecture.Parisc64 => "PARISC64",
        SeccompArchitecture.Riscv64 => "RISCV64",
        SeccompArchitecture.Loongarch64 => "LOONGARCH64",
        SeccompArchitecture.M68k => "M68K",
        SeccompArchitecture.Sh => "SH",
        SeccompArchitecture.Sheb => "SHEB",
        _ => throw new ArgumentOutOfRangeException(nameof(architecture)),
    };
}
