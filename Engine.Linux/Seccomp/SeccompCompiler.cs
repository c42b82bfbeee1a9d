namespace Engine.Linux.Seccomp;

/// <summary>Compiles seccomp documents into classic BPF, with the meaning that they have in runc and libseccomp.</summary>
public static class SeccompCompiler
{
    private const uint MostArguments = 6;

    // linux/audit.h: the machine's ELF number with bits for 64-bit and little endian.
    private const uint AUDIT_ARCH_X86_64 = 0xc000_003e;
    private const uint AUDIT_ARCH_I386 = 0x4000_0003;
    private const uint AUDIT_ARCH_AARCH64 = 0xc000_00b7;
    private const uint AUDIT_ARCH_ARM = 0x4000_0028;

    /// <summary>Compiles a document for the machine that this process runs on.</summary>
    /// <exception cref="SeccompException">The document makes no sense, or the filter is too long for the kernel.</exception>
    public static SeccompProgram Compile(SeccompProfile profile) => Compile(profile, SeccompName.Native);

    /// <summary>Compiles a document for a machine.</summary>
    /// <param name="profile">The document.</param>
    /// <param name="native">The machine's architecture, x86-64 or 64-bit ARM.</param>
    /// <exception cref="SeccompException">The document makes no sense, or the filter is too long for the kernel.</exception>
    public static SeccompProgram Compile(SeccompProfile profile, SeccompArchitecture native)
    {
        uint defaultAnswer = SeccompAnswer.Of(profile.DefaultAction, profile.DefaultErrno);
        if (profile.DefaultAction == SeccompAction.Notify)
        {
            // The process that hands the listener over would wait for itself.
            throw new SeccompException("SCMP_ACT_NOTIFY cannot be the default action");
        }

        List<CompiledRule> rules = [];
        List<ArchitectureRules> architectures = Family(profile, native);
        bool notifies = false;
        foreach (SeccompRule rule in profile.Rules)
        {
            notifies |= rule.Action == SeccompAction.Notify;
            AddRule(rule, defaultAnswer, rules, architectures);
        }

        // A call that is newer than the document should look as on an older kernel, so that programs fall back instead of giving up. A
        // document that lets calls pass by default (or leaves them to a tracer) means the new ones too.
        uint newerAnswer = profile.DefaultAction is SeccompAction.Allow or SeccompAction.Log or SeccompAction.Trace
            ? defaultAnswer
            : SeccompAnswer.NoSuchCall;
        SockFilter[] program = Emit(rules, architectures, defaultAnswer, newerAnswer);
        return new(program, Flags(profile.Flags ?? SeccompFlags.SPEC_ALLOW, notifies));
    }

    private static SeccompFlags Flags(SeccompFlags flags, bool notifies)
    {
        if (!notifies)
        {
            return flags & ~(SeccompFlags.WAIT_KILLABLE_RECV | SeccompFlags.NEW_LISTENER);
        }

        flags |= SeccompFlags.NEW_LISTENER;
        return (flags & SeccompFlags.TSYNC) != 0 ? flags | SeccompFlags.TSYNC_ESRCH : flags;
    }

    /// <summary>The architectures of the document that this kind of machine can run, the native one first.</summary>
    private static List<ArchitectureRules> Family(SeccompProfile profile, SeccompArchitecture native)
    {
        ReadOnlySpan<SeccompArchitecture> others = native switch
        {
            SeccompArchitecture.X86_64 => [SeccompArchitecture.X32, SeccompArchitecture.X86],
            SeccompArchitecture.Aarch64 => [SeccompArchitecture.Arm],
            _ => throw new SeccompException($"no table of system calls for {SeccompName.Format(native)}"),
        };
        List<ArchitectureRules> family = [new(native)];
        foreach (SeccompArchitecture other in others)
        {
            foreach (SeccompArchitecture asked in profile.Architectures)
            {
                if (asked == other)
                {
                    family.Add(new(other));
                    break;
                }
            }
        }

        return family;
    }

    private static void AddRule(SeccompRule rule, uint defaultAnswer, List<CompiledRule> rules, List<ArchitectureRules> architectures)
    {
        uint answer = SeccompAnswer.Of(rule.Action, rule.Errno);
        bool redundant = answer == defaultAnswer;
        int first = rules.Count;
        AddConditions(rule, answer, rules);
        int end = rules.Count;
        int index = -1;
        foreach (string name in rule.Names)
        {
            if (rule.Action == SeccompAction.Notify && name == "write")
            {
                // The listener's descriptor is passed on by a write, after the filter is in force.
                throw new SeccompException("SCMP_ACT_NOTIFY cannot be used for write");
            }

            index = SyscallTable.IndexOf(name, index + 1);
            if (index < 0)
            {
                continue;
            }

            foreach (ArchitectureRules architecture in architectures)
            {
                int number = SyscallTable.NumberAt(index, architecture.Architecture);
                if (number >= 0)
                {
                    architecture.Mention((uint)number);
                    for (int compiled = first; compiled < end && !redundant; compiled++)
                    {
                        architecture.Add((uint)number, compiled);
                    }
                }

                if (architecture.Architecture == SeccompArchitecture.X86 && !redundant)
                {
                    AddMultiplexed(rule, name, answer, rules, architecture);
                }
            }
        }
    }

    /// <summary>One rule, or, when an argument is named more than once, a rule for each condition.</summary>
    private static void AddConditions(SeccompRule rule, uint answer, List<CompiledRule> rules)
    {
        uint seen = 0;
        bool repeated = false;
        foreach (SeccompArgument argument in rule.Arguments)
        {
            if (argument.Index >= MostArguments)
            {
                throw new SeccompException($"argument index {argument.Index} is above {MostArguments - 1}");
            }

            repeated |= (seen >> (int)argument.Index & 1) != 0;
            seen |= 1u << (int)argument.Index;
        }

        if (!repeated)
        {
            rules.Add(new(answer, rule.Arguments));
            return;
        }

        foreach (SeccompArgument argument in rule.Arguments)
        {
            rules.Add(new(answer, [argument]));
        }
    }

    /// <summary>
    /// Extends a rule to the multiplexer of its call. The rule's own conditions cannot be checked there: without them a rule that forbids
    /// forbids more, and one that allows would allow what it was written to keep out, so that one is left away.
    /// </summary>
    private static void AddMultiplexed(
        SeccompRule rule, string name, uint answer, List<CompiledRule> rules, ArchitectureRules architecture)
    {
        bool allows = rule.Action is SeccompAction.Allow or SeccompAction.Log;
        if ((rule.Arguments.Count == 0 || !allows) && MultiplexedCall.TryGet(name, out uint multiplexer, out uint call))
        {
            rules.Add(new(answer, [new(0, SeccompOperator.EQ, call)]));
            architecture.Mention(multiplexer);
            architecture.Add(multiplexer, rules.Count - 1);
        }
    }

    private static SockFilter[] Emit(List<CompiledRule> rules, List<ArchitectureRules> architectures, uint defaultAnswer, uint newerAnswer)
    {
        FilterBuilder filter = new();
        int next = filter.Return(SeccompAnswer.SECCOMP_RET_KILL_THREAD);
        List<NumberRange> ranges = [];
        for (int index = architectures.Count - 1; index >= 0; index--)
        {
            SeccompArchitecture architecture = architectures[index].Architecture;
            if (architecture == SeccompArchitecture.X32)
            {
                // To a filter it is x86-64 with high numbers, and written with that.
                continue;
            }

            ranges.Clear();
            architectures[index].AppendRanges(ranges, rules, 0, defaultAnswer, newerAnswer);
            if (architecture == SeccompArchitecture.X86_64)
            {
                AppendX32(ranges, rules, architectures, defaultAnswer, newerAnswer);
            }

            bool has64Bits = architecture is SeccompArchitecture.X86_64 or SeccompArchitecture.Aarch64;
            filter.ContinueAt(Search(filter, ranges, 0, ranges.Count, rules, has64Bits));
            int block = filter.Load(SeccompData.Number);
            next = filter.IfEqual(AuditArchitecture(architecture), block, next);
        }

        filter.Load(SeccompData.Architecture);
        return filter.ToProgram();
    }

    private static void AppendX32(
        List<NumberRange> ranges, List<CompiledRule> rules, List<ArchitectureRules> architectures, uint defaultAnswer, uint newerAnswer)
    {
        foreach (ArchitectureRules architecture in architectures)
        {
            if (architecture.Architecture == SeccompArchitecture.X32)
            {
                architecture.AppendRanges(ranges, rules, SyscallTable.X32Bit, defaultAnswer, newerAnswer);
                return;
            }
        }

        // -1 is no x32 call but a call that a tracer took back, or a program's test of what an unknown call answers.
        ranges.Add(new(SyscallTable.X32Bit, SeccompAnswer.SECCOMP_RET_KILL_THREAD, null));
        ranges.Add(new(uint.MaxValue, newerAnswer, null));
    }

    /// <summary>Writes a binary search over the ranges and returns where it begins.</summary>
    private static int Search(FilterBuilder filter, List<NumberRange> ranges, int start, int end, List<CompiledRule> rules, bool has64Bits)
    {
        if (end - start == 1)
        {
            return Leaf(filter, ranges[start], rules, has64Bits);
        }

        int middle = (start + end) / 2;
        int above = Search(filter, ranges, middle, end, rules, has64Bits);
        int below = Search(filter, ranges, start, middle, rules, has64Bits);
        return filter.IfGreaterOrEqual(ranges[middle].First, above, below);
    }

    private static int Leaf(FilterBuilder filter, NumberRange range, List<CompiledRule> rules, bool has64Bits)
    {
        int place = filter.Return(range.Answer);
        if (range.Rules is not { } indices)
        {
            return place;
        }

        // x32 has 64-bit registers but 32-bit arguments: libseccomp looks at the low halves only, which no garbage above can get around.
        bool wide = has64Bits && range.First < SyscallTable.X32Bit;
        for (int index = indices.Length - 1; index >= 0; index--)
        {
            CompiledRule rule = rules[indices[index]];
            place = ArgumentConditions.Write(filter, rule.Arguments, wide, filter.Return(rule.Answer), place);
        }

        return place;
    }

    private static uint AuditArchitecture(SeccompArchitecture architecture) => architecture switch
    {
        SeccompArchitecture.X86_64 => AUDIT_ARCH_X86_64,
        SeccompArchitecture.X86 => AUDIT_ARCH_I386,
        SeccompArchitecture.Aarch64 => AUDIT_ARCH_AARCH64,
        _ => AUDIT_ARCH_ARM,
    };
}
