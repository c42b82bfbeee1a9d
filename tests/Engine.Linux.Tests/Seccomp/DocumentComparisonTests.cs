using Engine.Linux.Seccomp;

namespace Engine.Linux.Tests.Seccomp;

/// <summary>Compares compiled filters with a plain reading of their documents, also where libseccomp cannot be asked.</summary>
public sealed class DocumentComparisonTests
{
    private const int Seed = 6_021_023;
    private const uint NoSuchCall = 0x0005_0000 | 38;
    private const uint AuditX86_64 = 0xc000_003e;
    private const uint AuditX86 = 0x4000_0003;
    private const uint X32Bit = 0x4000_0000;

    private static readonly string[] Calls = ["read", "write", "open", "close", "clone", "personality", "execve", "prctl"];
    private static readonly ulong[] Values = [0, 1, 2, 0xffff_ffff, 0x1_0000_0000, 0x1_0000_0001, ulong.MaxValue, 0x8000_0000];

    [Fact]
    public void Random_rules_mean_what_the_document_says()
    {
        Random random = new(Seed);
        for (int document = 0; document < 400; document++)
        {
            SeccompProfile profile = RandomProfile(random);
            SeccompProgram program = SeccompCompiler.Compile(profile, SeccompArchitecture.X86_64);
            for (int call = 0; call < 200; call++)
            {
                string name = Calls[random.Next(Calls.Length)];
                ulong[] arguments = [.. Enumerable.Range(0, 6).Select(_ => Values[random.Next(Values.Length)])];
                Check(profile, program, name, SeccompArchitecture.X86_64, AuditX86_64, arguments);
                Check(profile, program, name, SeccompArchitecture.X32, AuditX86_64, arguments);
                Check(profile, program, name, SeccompArchitecture.X86, AuditX86, [.. arguments.Select(argument => (ulong)(uint)argument)]);
            }
        }
    }

    [Fact]
    public void Conditions_on_one_argument_are_alternatives_and_on_several_are_all_needed()
    {
        SeccompProgram program = SeccompCompiler.Compile(
            new()
            {
                DefaultAction = SeccompAction.Errno,
                Rules =
                [
                    new() { Names = ["socket"], Action = SeccompAction.Allow, Arguments = [new(0, SeccompOperator.EQ, 1), new(0, SeccompOperator.EQ, 2)] },
                    new() { Names = ["kill"], Action = SeccompAction.Allow, Arguments = [new(0, SeccompOperator.EQ, 1), new(1, SeccompOperator.EQ, 2)] },
                ],
            },
            SeccompArchitecture.X86_64);

        Assert.Equal([0x7fff0000u, 0x7fff0000u, 0x00050001u], [Run(41, 1), Run(41, 2), Run(41, 3)]);
        Assert.Equal([0x7fff0000u, 0x00050001u, 0x00050001u], [Run(62, 1, 2), Run(62, 1, 3), Run(62, 2, 2)]);

        uint Run(uint number, params ulong[] arguments) => FilterInterpreter.Run(program.Instructions, AuditX86_64, number, arguments);
    }

    [Fact]
    public void A_condition_cannot_be_got_around_through_the_multiplexer()
    {
        SeccompProfile profile = new()
        {
            DefaultAction = SeccompAction.Errno,
            Architectures = [SeccompArchitecture.X86],
            Rules =
            [
                new() { Names = ["socket"], Action = SeccompAction.Allow, Arguments = [new(0, SeccompOperator.NE, 38)] },
                new() { Names = ["bind"], Action = SeccompAction.Allow },
            ],
        };
        SeccompProgram program = SeccompCompiler.Compile(profile, SeccompArchitecture.X86_64);
        Assert.Equal(0x7fff0000u, FilterInterpreter.Run(program.Instructions, AuditX86, 359, 2));
        Assert.Equal(0x00050001u, FilterInterpreter.Run(program.Instructions, AuditX86, 102, 1));
        Assert.Equal(0x7fff0000u, FilterInterpreter.Run(program.Instructions, AuditX86, 102, 2));
    }

    [Fact]
    public void Very_many_conditions_are_reached_by_long_jumps()
    {
        SeccompRule[] rules =
        [
            .. Enumerable.Range(0, 300).Select(value => new SeccompRule
            {
                Names = ["ioctl"],
                Action = SeccompAction.Errno,
                Errno = (uint)(value % 50) + 1,
                Arguments = [new(1, SeccompOperator.EQ, (ulong)value << 31)],
            }),
            new() { Names = ["reboot", "mount"], Action = SeccompAction.KillProcess },
        ];
        SeccompProgram program = SeccompCompiler.Compile(
            new() { DefaultAction = SeccompAction.Allow, Rules = rules }, SeccompArchitecture.X86_64);
        Assert.True(program.Instructions.Length > 1000);
        for (int value = 0; value < 300; value++)
        {
            Assert.Equal(0x0005_0000u + (uint)(value % 50) + 1, FilterInterpreter.Run(program.Instructions, AuditX86_64, 16, 0, (ulong)value << 31));
        }

        Assert.Equal(0x7fff0000u, FilterInterpreter.Run(program.Instructions, AuditX86_64, 16, 0, 12345));
        Assert.Equal(0x8000_0000u, FilterInterpreter.Run(program.Instructions, AuditX86_64, 169));
        Assert.Equal(0x7fff0000u, FilterInterpreter.Run(program.Instructions, AuditX86_64, 0));
    }

    [Fact]
    public void More_instructions_than_the_kernel_takes_are_refused()
    {
        SeccompRule[] rules = [.. Enumerable.Range(0, 2000).Select(value => new SeccompRule { Names = ["ioctl"], Action = SeccompAction.Errno, Arguments = [new(1, SeccompOperator.EQ, (ulong)value)] })];
        Assert.Throws<SeccompException>(() => SeccompCompiler.Compile(new() { DefaultAction = SeccompAction.Allow, Rules = rules }));
    }

    [Theory]
    [InlineData(SeccompAction.Errno, NoSuchCall)]
    [InlineData(SeccompAction.KillProcess, NoSuchCall)]
    [InlineData(SeccompAction.Allow, 0x7fff_0000u)]
    [InlineData(SeccompAction.Log, 0x7ffc_0000u)]
    [InlineData(SeccompAction.Trace, 0x7ff0_0001u)]
    public void Calls_newer_than_the_document_do_not_exist_unless_the_default_lets_pass(SeccompAction defaultAction, uint answer)
    {
        SeccompProgram program = SeccompCompiler.Compile(
            new() { DefaultAction = defaultAction, Rules = [new() { Names = ["clone3", "no_such_call"], Action = SeccompAction.Trap }] },
            SeccompArchitecture.X86_64);
        Assert.Equal(0x0003_0000u, FilterInterpreter.Run(program.Instructions, AuditX86_64, 435));
        Assert.Equal(answer, FilterInterpreter.Run(program.Instructions, AuditX86_64, 436));
        Assert.Equal(answer, FilterInterpreter.Run(program.Instructions, AuditX86_64, 5000));
        Assert.Equal(answer, FilterInterpreter.Run(program.Instructions, AuditX86_64, uint.MaxValue));
    }

    [Fact]
    public void Other_machines_and_ABIs_that_the_document_does_not_name_are_killed()
    {
        SeccompProgram program = SeccompCompiler.Compile(new() { DefaultAction = SeccompAction.Allow }, SeccompArchitecture.X86_64);
        Assert.Equal(0x7fff_0000u, FilterInterpreter.Run(program.Instructions, AuditX86_64, 0));
        Assert.Equal(0u, FilterInterpreter.Run(program.Instructions, AuditX86_64, X32Bit));
        Assert.Equal(0u, FilterInterpreter.Run(program.Instructions, AuditX86, 0));
        Assert.Equal(0u, FilterInterpreter.Run(program.Instructions, 0xc000_00b7, 0));
    }

    [Fact]
    public void Flags_follow_the_document_and_the_need_for_a_listener()
    {
        SeccompRule[] notify = [new() { Names = ["mount"], Action = SeccompAction.Notify }];
        Assert.Equal(SeccompFlags.SPEC_ALLOW, Flags(null));
        Assert.Equal(SeccompFlags.None, Flags(SeccompFlags.None));
        Assert.Equal(SeccompFlags.LOG, Flags(SeccompFlags.LOG | SeccompFlags.WAIT_KILLABLE_RECV));
        Assert.Equal(SeccompFlags.SPEC_ALLOW | SeccompFlags.NEW_LISTENER, Flags(null, notify));
        Assert.Equal(
            SeccompFlags.TSYNC | SeccompFlags.TSYNC_ESRCH | SeccompFlags.NEW_LISTENER | SeccompFlags.WAIT_KILLABLE_RECV,
            Flags(SeccompFlags.TSYNC | SeccompFlags.WAIT_KILLABLE_RECV, notify));

        static SeccompFlags Flags(SeccompFlags? flags, params SeccompRule[] rules) =>
            SeccompCompiler.Compile(new() { DefaultAction = SeccompAction.Allow, Flags = flags, Rules = rules }).Flags;
    }

    [Fact]
    public void Documents_that_make_no_sense_are_refused()
    {
        Assert.Throws<SeccompException>(() => Compile(SeccompAction.Notify));
        Assert.Throws<SeccompException>(() => Compile(SeccompAction.Allow, new SeccompRule { Names = ["write"], Action = SeccompAction.Notify }));
        Assert.Throws<SeccompException>(() => Compile(SeccompAction.Allow, new SeccompRule { Names = ["read"], Action = SeccompAction.Errno, Errno = 70_000 }));
        Assert.Throws<SeccompException>(
            () => Compile(SeccompAction.Allow, new SeccompRule { Names = ["read"], Action = SeccompAction.Errno, Arguments = [new(6, SeccompOperator.EQ, 0)] }));

        static void Compile(SeccompAction defaultAction, params SeccompRule[] rules) =>
            SeccompCompiler.Compile(new() { DefaultAction = defaultAction, Rules = rules });
    }

    private static void Check(
        SeccompProfile profile, SeccompProgram program, string name, SeccompArchitecture architecture, uint audit, ulong[] arguments)
    {
        uint number = (uint)SyscallTable.Number(name, architecture);
        Assert.Equal(Expected(profile, name, architecture, arguments), FilterInterpreter.Run(program.Instructions, audit, number, arguments));
    }

    private static uint Expected(SeccompProfile profile, string name, SeccompArchitecture architecture, ulong[] arguments)
    {
        uint defaultAnswer = SeccompAnswer.Of(profile.DefaultAction, profile.DefaultErrno);
        IEnumerable<int> mentioned = profile.Rules.SelectMany(rule => rule.Names).Select(other => SyscallTable.Number(other, architecture));
        if (SyscallTable.Number(name, architecture) > mentioned.Max() && profile.DefaultAction is not (SeccompAction.Allow or SeccompAction.Log or SeccompAction.Trace))
        {
            return NoSuchCall;
        }

        SeccompRule[] rules = [.. profile.Rules.Where(rule => rule.Names.Contains(name) && SeccompAnswer.Of(rule.Action, rule.Errno) != defaultAnswer)];
        SeccompRule? rule = rules.FirstOrDefault(rule => rule.Arguments.Count == 0)
            ?? rules.FirstOrDefault(rule => rule.Arguments.All(argument => Holds(argument, architecture, arguments)));
        return rule is null ? defaultAnswer : SeccompAnswer.Of(rule.Action, rule.Errno);
    }

    private static bool Holds(SeccompArgument argument, SeccompArchitecture architecture, ulong[] arguments)
    {
        ulong width = architecture == SeccompArchitecture.X86_64 ? ulong.MaxValue : uint.MaxValue;
        ulong actual = arguments[argument.Index] & width;
        ulong value = argument.Value & width;
        return argument.Operator switch
        {
            SeccompOperator.NE => actual != value,
            SeccompOperator.LT => actual < value,
            SeccompOperator.LE => actual <= value,
            SeccompOperator.EQ => actual == value,
            SeccompOperator.GE => actual >= value,
            SeccompOperator.GT => actual > value,
            _ => (actual & value) == (argument.SecondValue & width),
        };
    }

    private static SeccompProfile RandomProfile(Random random)
    {
        SeccompAction[] actions = [SeccompAction.Allow, SeccompAction.Errno, SeccompAction.KillProcess, SeccompAction.Trap, SeccompAction.Log];
        return new()
        {
            DefaultAction = actions[random.Next(actions.Length)],
            Architectures = [SeccompArchitecture.X86, SeccompArchitecture.X32],
            Rules =
            [
                .. Enumerable.Range(0, random.Next(1, 12)).Select(_ => new SeccompRule
                {
                    Names = [.. Calls.Where(_ => random.Next(4) == 0).DefaultIfEmpty("read")],
                    Action = actions[random.Next(actions.Length)],
                    Errno = (uint)random.Next(1, 5),
                    Arguments = [.. Enumerable.Range(0, 6).Where(_ => random.Next(3) == 0).Select(index => RandomArgument(random, (uint)index))],
                }),
            ],
        };
    }

    private static SeccompArgument RandomArgument(Random random, uint index) =>
        new(index, (SeccompOperator)random.Next(7), Values[random.Next(Values.Length)], Values[random.Next(Values.Length)]);
}
