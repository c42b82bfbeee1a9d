using System.Text;

namespace Engine.Linux.Seccomp;

/// <summary>Finds system calls by name and by architecture without building a dictionary first.</summary>
public static class SyscallTable
{
    private const int LongestName = 64;
    private const int Neighbours = 4;

    /// <summary>How many names are known.</summary>
    internal static int Count => SyscallNames.Offsets.Length - 1;

    /// <summary>The number of a system call.</summary>
    /// <param name="name">The kernel's name, for example <c>openat2</c>.</param>
    /// <param name="architecture">The architecture; numbers of <see cref="SeccompArchitecture.X32"/> have their bit 30 set.</param>
    /// <returns>The number, or -1 when this table does not know the name on that architecture.</returns>
    public static int Number(string name, SeccompArchitecture architecture)
    {
        int index = IndexOf(name);
        return index < 0 ? -1 : NumberAt(index, architecture);
    }

    /// <summary>The index of a name, or -1.</summary>
    /// <param name="name">The name.</param>
    /// <param name="expected">Where to look first: documents list most calls by name, so the next one is close behind the last.</param>
    internal static int IndexOf(string name, int expected = 0)
    {
        if (name.Length > LongestName)
        {
            return -1;
        }

        for (int index = expected; index < Math.Min(expected + Neighbours, Count); index++)
        {
            if (Ascii.Equals(NameAt(index), name))
            {
                return index;
            }
        }

        Span<byte> bytes = stackalloc byte[LongestName * 3];
        ReadOnlySpan<byte> wanted = bytes[..Encoding.UTF8.GetBytes(name, bytes)];
        int low = 0;
        int high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int order = wanted.SequenceCompareTo(NameAt(middle));
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        return -1;
    }

    /// <summary>The name at an index.</summary>
    internal static ReadOnlySpan<byte> NameAt(int index)
    {
        // Each name is followed by a line break.
        int start = SyscallNames.Offsets[index];
        return SyscallNames.Text[start..(SyscallNames.Offsets[index + 1] - 1)];
    }

    /// <summary>The number of the call at an index, or -1.</summary>
    internal static int NumberAt(int index, SeccompArchitecture architecture) => architecture switch
    {
        SeccompArchitecture.X86_64 => SyscallNumbers.X86_64[index],
        SeccompArchitecture.X86 => SyscallNumbers.X86[index],
        SeccompArchitecture.X32 => SyscallNumbers.X32[index] is var number and >= 0 ? number | X32Bit : -1,
        SeccompArchitecture.Aarch64 => SyscallNumbers.Aarch64[index],
        SeccompArchitecture.Arm => SyscallNumbers.Arm[index],
        _ => -1,
    };

    /// <summary>Marks numbers of x32, which otherwise looks like x86-64 to a filter (<c>__X32_SYSCALL_BIT</c>).</summary>
    internal const int X32Bit = 0x4000_0000;
}
