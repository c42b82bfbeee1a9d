using System.Runtime.InteropServices;

namespace Engine.Linux.Bpf;

/// <summary>bpf(2), the commands that load programs and attach them to control groups.</summary>
internal static unsafe partial class BpfCall
{
    private const int BPF_PROG_LOAD = 5;
    private const int BPF_PROG_ATTACH = 8;
    private const int BPF_PROG_DETACH = 9;
    private const int BPF_PROG_GET_FD_BY_ID = 13;
    private const int BPF_PROG_QUERY = 16;

    // The kernel lets 64 programs be attached to one hook of a group.
    private const int MostPrograms = 64;

    private const int LoadAttempts = 5;

    private static readonly nint SYS_bpf = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 321,
        Architecture.Arm64 => 280,
        Architecture architecture => throw new PlatformNotSupportedException($"bpf(2) on {architecture}"),
    };

    /// <summary>Checks and loads a program.</summary>
    /// <returns>The program's descriptor; the kernel opens it close-on-exec.</returns>
    /// <exception cref="LinuxException">The kernel refused; the message has the verifier's reason.</exception>
    internal static FileDescriptor Load(uint type, ReadOnlySpan<BpfInstruction> program)
    {
        fixed (BpfInstruction* instructions = program)
        fixed (byte* license = "Apache\0"u8)
        {
            Attributes attributes = default;
            attributes.Load = new() { Type = type, Count = (uint)program.Length, Instructions = (ulong)instructions, License = (ulong)license };
            nint fd = -1;
            for (int attempt = 0; attempt < LoadAttempts && fd < 0; attempt++)
            {
                fd = bpf(BPF_PROG_LOAD, ref attributes);
                if (fd < 0 && (Errno)Marshal.GetLastPInvokeError() is not (Errno.EAGAIN or Errno.EINTR))
                {
                    // EAGAIN is a signal during verification.
                    break;
                }
            }

            return fd >= 0 ? new FileDescriptor((int)fd) : throw LoadFailed(attributes);
        }
    }

    /// <summary>Attaches a program to a group.</summary>
    internal static void Attach(int group, int program, uint hook, uint flags, int replaced)
    {
        Attributes attributes = default;
        attributes.Attach = new() { Target = (uint)group, Program = (uint)program, Hook = hook, Flags = flags, Replaced = (uint)replaced };
        Check(bpf(BPF_PROG_ATTACH, ref attributes), "BPF_PROG_ATTACH");
    }

    /// <summary>Takes a program off a group.</summary>
    internal static void Detach(int group, int program, uint hook)
    {
        Attributes attributes = default;
        attributes.Attach = new() { Target = (uint)group, Program = (uint)program, Hook = hook };
        Check(bpf(BPF_PROG_DETACH, ref attributes), "BPF_PROG_DETACH");
    }

    /// <summary>Opens the programs that are attached to a group itself, without those it inherits.</summary>
    internal static List<FileDescriptor> AttachedPrograms(int group, uint hook)
    {
        uint* ids = stackalloc uint[MostPrograms];
        Attributes attributes = default;
        attributes.Query = new() { Target = (uint)group, Hook = hook, Ids = (ulong)ids, Count = MostPrograms };
        Check(bpf(BPF_PROG_QUERY, ref attributes), "BPF_PROG_QUERY");
        List<FileDescriptor> programs = [];
        for (uint index = 0; index < attributes.Query.Count; index++)
        {
            Attributes byId = default;
            byId.Attach = new() { Target = ids[index] };
            nint fd = bpf(BPF_PROG_GET_FD_BY_ID, ref byId);

            // One that went away meanwhile needs no replacement.
            if (fd >= 0)
            {
                programs.Add(new FileDescriptor((int)fd));
            }
            else if ((Errno)Marshal.GetLastPInvokeError() != Errno.ENOENT)
            {
                throw LinuxException.FromLastError("bpf", "BPF_PROG_GET_FD_BY_ID");
            }
        }

        return programs;
    }

    private static LinuxException LoadFailed(Attributes attributes)
    {
        Errno errno = (Errno)Marshal.GetLastPInvokeError();
        byte[] log = new byte[16384];
        fixed (byte* start = log)
        {
            attributes.Load.LogLevel = 1;
            attributes.Load.LogSize = (uint)log.Length;
            attributes.Load.Log = (ulong)start;
            nint fd = bpf(BPF_PROG_LOAD, ref attributes);
            if (fd >= 0)
            {
                new FileDescriptor((int)fd).Dispose();
            }

            string reason = Marshal.PtrToStringUTF8((nint)start) ?? "";
            return new("bpf", errno, reason.Length == 0 ? "BPF_PROG_LOAD" : $"BPF_PROG_LOAD ({reason.Trim()})");
        }
    }

    private static void Check(nint result, string command)
    {
        if (result < 0)
        {
            throw LinuxException.FromLastError("bpf", command);
        }
    }

    private static nint bpf(int command, ref Attributes attributes)
    {
        fixed (Attributes* start = &attributes)
        {
            return syscall(SYS_bpf, command, start, (nuint)sizeof(Attributes));
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint command, Attributes* attributes, nuint size);

    /// <summary><c>union bpf_attr</c>, as much of it as these commands use.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 120)]
    private struct Attributes
    {
        [FieldOffset(0)]
        public LoadAttributes Load;

        [FieldOffset(0)]
        public AttachAttributes Attach;

        [FieldOffset(0)]
        public QueryAttributes Query;
    }

    private struct LoadAttributes
    {
        public uint Type;
        public uint Count;
        public ulong Instructions;
        public ulong License;
        public uint LogLevel;
        public uint LogSize;
        public ulong Log;
    }

    private struct AttachAttributes
    {
        public uint Target;
        public uint Program;
        public uint Hook;
        public uint Flags;
        public uint Replaced;
    }

    private struct QueryAttributes
    {
        public uint Target;
        public uint Hook;
        public uint QueryFlags;
        public uint AttachFlags;
        public ulong Ids;
        public uint Count;
    }
}
