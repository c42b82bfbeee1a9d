using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Files;

/// <summary>File systems whose files are switches of the kernel: nothing is written there for a client, and their content is in no archive.</summary>
internal static class KernelFileSystems
{
    // Magic numbers of linux/magic.h.
    private static readonly HashSet<long> Magics =
    [
        0x9fa0, // proc
        0x62656572, // sysfs
        0x27e0eb, // cgroup
        0x63677270, // cgroup2
        0x64626720, // debugfs
        0x74726163, // tracefs
        0x73636673, // securityfs
        0xcafe4a11, // bpf
        0x19800202, // mqueue
        0x1cd1, // devpts
        0x6165676c, // pstore
        0xde5e81e4, // efivarfs
    ];

    /// <summary>Whether a file is on one.</summary>
    public static bool Holds(FileDescriptor file) => Magics.Contains(Syscall.FileSystemMagic(file.Number));
}
