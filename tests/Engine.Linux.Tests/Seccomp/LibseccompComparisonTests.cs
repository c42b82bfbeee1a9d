using System.Text;
using Engine.Linux.Seccomp;

namespace Engine.Linux.Tests.Seccomp;

/// <summary>Evaluates our filters and libseccomp's over the same calls. The documents are random with a fixed seed.</summary>
public sealed class LibseccompComparisonTests
{
    private const int Seed = 43_110;
    private const int Documents = 150;
    private const uint NoSuchCall = 0x0005_0000 | 38;

    private static readonly ulong[] Values =
    [
        0, 1, 2, 5, 38, 40, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff, 0x1_0000_0000, 0x1_0000_0001, 0x1_0000_0005,
        0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, 0xffff_ffff_0000_0000, 0xffff_ffff_ffff_ffff,
    ];

    private static readonly string[] Names =
        [.. Enumerable.Range(0, SyscallTable.Count).Select(index => Encoding.UTF8.GetString(SyscallTable.NameAt(index)))];

    [Theory]
    [InlineData(SeccompArchitecture.X86_64)]
    [InlineData(SeccompArchitecture.Aarch64)]
    public void Random_documents_mean_the_same(SeccompArchitecture native)
    {
        Libseccomp.SkipWithout();
        Random random = new(Seed + (int)native);
        long compared = 0;
        for (int document = 0; document < Documents; document++)
        {
            SeccompProfile profile = RandomProfile(random, native);
            SockFilter[] theirs = Libseccomp.Compile(profile, native);
            SeccompProgram ours = SeccompCompiler.Compile(profile, native);
            compared += Compare(profile, native, ours, theirs, random);
        }

        Assert.True(compared > 100_000, $"only {compared} calls were compared");
    }

    private static long Compare(SeccompProfile profile, SeccompArchitecture native, SeccompProgram ours, SockFilter[] theirs, Random random)
    {
        long compared = 0;
        foreach (SeccompArchitecture architecture in SyscallTableTests.Architectures)
        {
            uint token = Libseccomp.Token(architecture == SeccompArchitecture.X32 ? SeccompArchitecture.X86_64 : architecture);
            int highest = profile.Rules.SelectMany(rule => rule.Names)
                .SelectMany(name => Mentioned(name, architecture)).DefaultIfEmpty(-1).Max();
            bool isFiltered = architecture == native || (profile.Architectures.Contains(architecture) && SameMachine(native, architecture));
            ulong[] arguments = new ulong[6];
            uint first = architecture == SeccompArchitecture.X32 ? (uint)SyscallTable.X32Bit : 0;
            for (uint offset = 0; offset < 600; offset++)
            {
                uint number = first + offset;
                for (int index = 0; index < arguments.Length; index++)
                {
                    arguments[index] = ArgumentOf(random, architecture);
                }

                uint expected = FilterInterpreter.Run(theirs, token, number, arguments);
                if (isFiltered && highest >= 0 && number > highest && profile.DefaultAction is not (SeccompAction.Allow or SeccompAction.Log or SeccompAction.Trace))
                {
                    // What runc puts in front of libseccomp's filter.
                    expected = NoSuchCall;
                }

                uint actual = FilterInterpreter.Run(ours.Instructions, token, number, arguments);
                if (expected != actual)
                {
                    Assert.Fail(
                        $"{architecture} {number:x}({string.Join(", ", arguments.Select(argument => $"{argument:x}"))}): {actual:x}, libseccomp {expected:x}\n"
                        + Describe(profile));
                }

                compared++;
            }
        }

        return compared;
    }

    private static IEnumerable<int> Mentioned(string name, SeccompArchitecture architecture)
    {
        yield return SyscallTable.Number(name, architecture);
        if (architecture == SeccompArchitecture.X86 && MultiplexedCall.TryGet(name, out uint multiplexer, out _))
        {
            yield return (int)multiplexer;
        }
    }

    private static bool SameMachine(SeccompArchitecture native, SeccompArchitecture other) =>
        (native == SeccompArchitecture.Aarch64) == (other is SeccompArchitecture.Aarch64 or SeccompArchitecture.Arm);

    private static ulong ArgumentOf(Random random, SeccompArchitecture architecture)
    {
        ulong value = Values[random.Next(Values.Length)] + (ulong)random.Next(3) - 1;

        // The kernel hands a 32-bit program's arguments on with high halves of zero.
        return architecture is SeccompArchitecture.X86 or SeccompArchitecture.Arm ? (uint)value : value;
    }

    private static SeccompProfile RandomProfile(Random random, SeccompArchitecture native)
    {
        SeccompAction[] actions = [SeccompAction.Allow, SeccompAction.Errno, SeccompAction.KillProcess, SeccompAction.Trap, SeccompAction.Log, SeccompAction.Trace, SeccompAction.Kill];
        SeccompArchitecture[] others = native == SeccompArchitecture.X86_64
            ? [SeccompArchitecture.X86, SeccompArchitecture.X32]
            : [SeccompArchitecture.Arm];
        List<SeccompRule> rules = [];
        HashSet<string> used = [];
        int count = random.Next(1, 40);
        for (int index = 0; index < count; index++)
        {
            bool conditional = random.Next(2) == 0;

            // Left to DocumentComparisonTests: a call's conditional rules with several actions, where libseccomp's answer depends on how it
            // sorts its tree; several of its rules with more than equality of one argument, where version 2.5.4 merges halves of different
            // rules or compares with the wrong argument loaded; and conditions on multiplexed calls, where ours is stricter on purpose.
            string[] names = [.. Enumerable.Range(0, conditional ? random.Next(1, 4) : random.Next(1, 30)).Select(_ => Names[random.Next(Names.Length)])
                .Where(name => !(conditional && (name is "socketcall" or "ipc" || MultiplexedCall.TryGet(name, out uint _, out uint _))) && Libseccomp.Number(name, native) != -1 && used.Add(name))];
            SeccompAction action = actions[random.Next(actions.Length)];
            uint? errno = random.Next(3) == 0 ? (uint)random.Next(1, 100) : null;
            int alternatives = conditional ? random.Next(1, 4) : 1;
            uint shared = (uint)random.Next(6);
            for (int alternative = 0; alternative < alternatives && names.Length > 0; alternative++)
            {
                rules.Add(new() { Names = names, Action = action, Errno = errno, Arguments = !conditional ? [] : alternatives == 1 ? RandomArguments(random) : [new(shared, SeccompOperator.EQ, Values[random.Next(Values.Length)])] });
            }
        }

        return new()
        {
            DefaultAction = actions[random.Next(actions.Length)],
            DefaultErrno = random.Next(2) == 0 ? (uint)random.Next(1, 100) : null,
            Architectures = [.. others.Where(_ => random.Next(3) > 0), .. random.Next(2) == 0 ? new[] { native } : []],
            Rules = rules,
        };
    }

    private static SeccompArgument[] RandomArguments(Random random)
    {
        int[] indices = [0, 1, 2, 3, 4, 5];
        random.Shuffle(indices);
        return [.. indices.Take(random.Next(1, 4)).Select(index => RandomArgument(random, (uint)index))];
    }

    private static SeccompArgument RandomArgument(Random random, uint index)
    {
        SeccompOperator op = (SeccompOperator)random.Next(7);
        ulong value = Values[random.Next(Values.Length)];
        return new(index, op, value, op == SeccompOperator.MaskedEQ ? value & Values[random.Next(Values.Length)] : 0);
    }

    private static string Describe(SeccompProfile profile) =>
        $"default {profile.DefaultAction} {profile.DefaultErrno}, {string.Join(' ', profile.Architectures)}\n"
        + string.Join('\n', profile.Rules.Select(rule => $"{rule.Action} {rule.Errno} {string.Join(' ', rule.Names)} [{string.Join(", ", rule.Arguments)}]"));
}
