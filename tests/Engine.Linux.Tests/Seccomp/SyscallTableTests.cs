using System.Text;
using System.Text.RegularExpressions;
using Engine.Linux.Seccomp;

namespace Engine.Linux.Tests.Seccomp;

public sealed class SyscallTableTests
{
    public static readonly SeccompArchitecture[] Architectures =
    [
        SeccompArchitecture.X86_64, SeccompArchitecture.X86, SeccompArchitecture.X32, SeccompArchitecture.Aarch64, SeccompArchitecture.Arm,
    ];

    [Fact]
    public void Names_are_sorted_and_each_is_found()
    {
        string before = "";
        for (int index = 0; index < SyscallTable.Count; index++)
        {
            string name = Encoding.UTF8.GetString(SyscallTable.NameAt(index));
            Assert.True(string.CompareOrdinal(before, name) < 0, $"{before} before {name}");
            Assert.Equal(index, SyscallTable.IndexOf(name));
            Assert.Contains(Architectures, architecture => SyscallTable.NumberAt(index, architecture) >= 0);
            before = name;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("rea")]
    [InlineData("reader")]
    [InlineData("read\n")]
    [InlineData("READ")]
    [InlineData("zzz")]
    public void Other_names_are_unknown(string name) => Assert.Equal(-1, SyscallTable.Number(name, SeccompArchitecture.X86_64));

    [Fact]
    public void A_very_long_name_is_unknown() => Assert.Equal(-1, SyscallTable.Number(new string('é', 10_000), SeccompArchitecture.X86_64));

    [Theory]
    [InlineData("read", 0, 3, 0x4000_0000, 63, 3)]
    [InlineData("open", 2, 5, 0x4000_0002, -1, 5)]
    [InlineData("socketcall", -1, 102, -1, -1, -1)]
    [InlineData("execve", 59, 11, 0x4000_0208, 221, 11)]
    [InlineData("openat2", 437, 437, 0x4000_01b5, 437, 437)]
    [InlineData("mseal", 462, 462, 0x4000_01ce, 462, 462)]
    [InlineData("cacheflush", -1, -1, -1, -1, 0xf0002)]
    public void Numbers_are_the_kernels(string name, int x64, int x86, int x32, int aarch64, int arm) =>
        Assert.Equal([x64, x86, x32, aarch64, arm], Architectures.Select(architecture => SyscallTable.Number(name, architecture)));

    [Theory]
    [InlineData("unistd_64.h", SeccompArchitecture.X86_64)]
    [InlineData("unistd_32.h", SeccompArchitecture.X86)]
    [InlineData("unistd_x32.h", SeccompArchitecture.X32)]
    public void Every_call_of_the_kernel_headers_is_there(string header, SeccompArchitecture architecture)
    {
        string path = "/usr/include/x86_64-linux-gnu/asm/" + header;
        if (!File.Exists(path))
        {
            Assert.Skip($"{path} is not there (package linux-libc-dev)");
        }

        int count = 0;
        foreach (Match match in Regex.Matches(File.ReadAllText(path), @"^#define __NR_(\w+) (\(__X32_SYSCALL_BIT \+ )?(\d+)\)?$", RegexOptions.Multiline))
        {
            int number = int.Parse(match.Groups[3].Value) | (match.Groups[2].Success ? SyscallTable.X32Bit : 0);
            Assert.Equal((match.Groups[1].Value, number), (match.Groups[1].Value, SyscallTable.Number(match.Groups[1].Value, architecture)));
            count++;
        }

        Assert.True(count > 300, $"only {count} definitions were understood");
    }

    [Fact]
    public void Every_number_that_libseccomp_knows_too_is_the_same()
    {
        Libseccomp.SkipWithout();
        int compared = 0;
        for (int index = 0; index < SyscallTable.Count; index++)
        {
            string name = Encoding.UTF8.GetString(SyscallTable.NameAt(index));
            foreach (SeccompArchitecture architecture in Architectures)
            {
                // -1 is a name that this version of the library is too old for; other negatives are calls that the architecture lacks.
                // On x86 its number for multiplexed calls is one of its own.
                int theirs = Libseccomp.Number(name, architecture);
                if (theirs != -1 && !(architecture == SeccompArchitecture.X86 && MultiplexedCall.TryGet(name, out _, out _)))
                {
                    Assert.Equal((name, architecture, Math.Max(theirs, -1)), (name, architecture, SyscallTable.NumberAt(index, architecture)));
                    compared++;
                }
            }
        }

        Assert.True(compared > 2000, $"only {compared} numbers were compared");
    }
}
