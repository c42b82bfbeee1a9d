using System.Runtime.InteropServices;
using Engine.Linux.Seccomp;

namespace Engine.Linux.Tests.Seccomp;

/// <summary>Builds the filter of a document with libseccomp, as runc does, for comparison.</summary>
internal static unsafe partial class Libseccomp
{
    private const string Library = "libseccomp.so.2";
    private const int EDOM = 33;
    private const int EEXIST = 17;

    internal static bool IsThere { get; } = NativeLibrary.TryLoad(Library, out _);

    internal static void SkipWithout()
    {
        if (!IsThere)
        {
            Assert.Skip($"{Library} is not installed: nothing to compare with");
        }
    }

    internal static uint Token(SeccompArchitecture architecture) => architecture switch
    {
        SeccompArchitecture.X86_64 => 0xc000_003e,
        SeccompArchitecture.X32 => 0x4000_003e,
        SeccompArchitecture.X86 => 0x4000_0003,
        SeccompArchitecture.Aarch64 => 0xc000_00b7,
        SeccompArchitecture.Arm => 0x4000_0028,
        _ => throw new ArgumentOutOfRangeException(nameof(architecture)),
    };

    internal static int Number(string name, SeccompArchitecture architecture) => seccomp_syscall_resolve_name_arch(Token(architecture), name);

    internal static SockFilter[] Compile(SeccompProfile profile, SeccompArchitecture native)
    {
        uint defaultAction = Action(profile.DefaultAction, profile.DefaultErrno);
        nint filter = seccomp_init(defaultAction);
        Assert.NotEqual(0, filter);
        try
        {
            if (native != SeccompName.Native)
            {
                Check(seccomp_arch_add(filter, Token(native)));
                Check(seccomp_arch_remove(filter, Token(SeccompName.Native)));
            }

            foreach (SeccompArchitecture architecture in profile.Architectures.Where(other => other != native))
            {
                Check(seccomp_arch_add(filter, Token(architecture)));
            }

            foreach (SeccompRule rule in profile.Rules)
            {
                uint action = Action(rule.Action, rule.Errno);
                if (action != defaultAction)
                {
                    Add(filter, action, rule);
                }
            }

            return Export(filter);
        }
        finally
        {
            seccomp_release(filter);
        }
    }

    private static void Add(nint filter, uint action, SeccompRule rule)
    {
        Comparison[] comparisons = [.. rule.Arguments.Select(argument => new Comparison(argument.Index, argument.Operator, argument.Value, argument.SecondValue))];
        bool repeated = rule.Arguments.Select(argument => argument.Index).Distinct().Count() < rule.Arguments.Count;
        foreach (string name in rule.Names)
        {
            int number = seccomp_syscall_resolve_name(name);
            if (number == -1)
            {
                continue;
            }

            foreach (Comparison[] conditions in repeated ? comparisons.Select(one => new[] { one }) : [comparisons])
            {
                fixed (Comparison* start = conditions)
                {
                    int result = seccomp_rule_add_array(filter, action, number, (uint)conditions.Length, start);
                    Assert.True(result is 0 or -EEXIST or -EDOM, $"seccomp_rule_add_array {name}: {result}");
                }
            }
        }
    }

    private static SockFilter[] Export(nint filter)
    {
        using FileStream file = new(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        Check(seccomp_export_bpf(filter, (int)file.SafeFileHandle.DangerousGetHandle()));
        byte[] bytes = new byte[RandomAccess.GetLength(file.SafeFileHandle)];
        RandomAccess.Read(file.SafeFileHandle, bytes, 0);
        return MemoryMarshal.Cast<byte, SockFilter>(bytes).ToArray();
    }

    private static uint Action(SeccompAction action, uint? errno) => SeccompAnswer.Of(action, errno);

    private static void Check(int result) => Assert.Equal(0, result);

    [LibraryImport(Library)]
    private static partial nint seccomp_init(uint defaultAction);

    [LibraryImport(Library)]
    private static partial void seccomp_release(nint filter);

    [LibraryImport(Library)]
    private static partial int seccomp_arch_add(nint filter, uint token);

    [LibraryImport(Library)]
    private static partial int seccomp_arch_remove(nint filter, uint token);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int seccomp_syscall_resolve_name(string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int seccomp_syscall_resolve_name_arch(uint token, string name);

    [LibraryImport(Library)]
    private static partial int seccomp_rule_add_array(nint filter, uint action, int number, uint count, Comparison* conditions);

    [LibraryImport(Library)]
    private static partial int seccomp_export_bpf(nint filter, int fd);

    /// <summary><c>struct scmp_arg_cmp</c>; libseccomp's operators begin with 1 and have our order.</summary>
    private readonly struct Comparison(uint index, SeccompOperator op, ulong first, ulong second)
    {
        public readonly uint Index = index;
        public readonly uint Operator = (uint)op + 1;
        public readonly ulong First = first;
        public readonly ulong Second = second;
    }
}
