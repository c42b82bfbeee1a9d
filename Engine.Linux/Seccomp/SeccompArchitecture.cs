namespace Engine.Linux.Seccomp;

/// <summary>Architectures that OCI documents can name. Filters are made for those that the machine can run; the others are passed over.</summary>
public enum SeccompArchitecture
{
    /// <summary>x86-64.</summary>
    X86_64,

    /// <summary>32-bit x86.</summary>
    X86,

    /// <summary>x86-64 with 32-bit pointers.</summary>
    X32,

    /// <summary>64-bit ARM.</summary>
    Aarch64,

    /// <summary>32-bit ARM, EABI.</summary>
    Arm,

    /// <summary>32-bit MIPS, big endian.</summary>
    Mips,

    /// <summary>64-bit MIPS, big endian.</summary>
    Mips64,

    /// <summary>64-bit MIPS with 32-bit pointers, big endian.</summary>
    Mips64N32,

    /// <summary>32-bit MIPS, little endian.</summary>
    Mipsel,

    /// <summary>64-bit MIPS, little endian.</summary>
    Mipsel64,

    /// <summary>64-bit MIPS with 32-bit pointers, little endian.</summary>
    Mipsel64N32,

    /// <summary>32-bit PowerPC.</summary>
    Ppc,

    /// <summary>64-bit PowerPC, big endian.</summary>
    Ppc64,

    /// <summary>64-bit PowerPC, little endian.</summary>
    Ppc64le,

    /// <summary>31-bit System/390.</summary>
    S390,

    /// <summary>64-bit System/390.</summary>
    S390X,

    /// <summary>32-bit PA-RISC.</summary>
    Parisc,

    /// <summary>64-bit PA-RISC.</summary>
    Parisc64,

    /// <summary>64-bit RISC-V.</summary>
    Riscv64,

    /// <summary>64-bit LoongArch.</summary>
    Loongarch64,

    /// <summary>Motorola 68000.</summary>
    M68k,

    /// <summary>SuperH, little endian.</summary>
    Sh,

    /// <summary>SuperH, big endian.</summary>
    Sheb,
}
