using Engine.Linux.Cgroups;

namespace Engine.Linux.Bpf;

/// <summary>
/// Compiles device rules into a program of type BPF_PROG_TYPE_CGROUP_DEVICE. Its context is <c>struct bpf_cgroup_dev_ctx</c>: the access
/// (high half) and node type (low half) in one word, then the major and the minor number; the answer 1 allows.
/// </summary>
internal static class CgroupDeviceProgram
{
    private const int Answer = 0;
    private const int Context = 1;
    private const int Scratch = 1;
    private const int NodeType = 2;
    private const int Undecided = 3;
    private const int MajorNumber = 4;
    private const int MinorNumber = 5;

    private const int BPF_DEVCG_DEV_BLOCK = 1;
    private const int BPF_DEVCG_DEV_CHAR = 2;

    /// <summary>
    /// The rules are tried from the last to the first, because the last that matches decides. A rule may decide only some of the asked
    /// kinds of access; the others stay undecided for the rules before it. What no rule decides is denied.
    /// </summary>
    internal static List<BpfInstruction> Compile(IReadOnlyList<DeviceRule> rules)
    {
        List<BpfInstruction> program =
        [
            BpfInstruction.Load(NodeType, Context, 0),
            BpfInstruction.Copy(Undecided, NodeType),
            BpfInstruction.And(NodeType, 0xffff),
            BpfInstruction.ShiftRight(Undecided, 16),
            BpfInstruction.Load(MajorNumber, Context, 4),
            BpfInstruction.Load(MinorNumber, Context, 8),
        ];
        for (int index = rules.Count - 1; index >= 0; index--)
        {
            DeviceRule rule = rules[index];
            if (rule.Access == DeviceAccess.None)
            {
                continue;
            }

            AddRule(program, rule);
            if (rule.IsEverything)
            {
                // Nothing after it can be reached, and the verifier refuses code that cannot.
                return program;
            }
        }

        AddAnswer(program, allow: false);
        return program;
    }

    /// <summary>Whether the rules allow everything, so that no program is needed.</summary>
    internal static bool AllowsEverything(IReadOnlyList<DeviceRule> rules) =>
        rules.Count > 0 && rules[^1] is { IsEverything: true, Allow: true };

    private static void AddRule(List<BpfInstruction> program, DeviceRule rule)
    {
        List<BpfInstruction> decision = Decision(rule);
        int conditions = (rule.Type == DeviceType.All ? 0 : 1) + (rule.Major is null ? 0 : 1) + (rule.Minor is null ? 0 : 1);
        int beyond = conditions + decision.Count;
        if (rule.Type != DeviceType.All)
        {
            int type = rule.Type == DeviceType.Block ? BPF_DEVCG_DEV_BLOCK : BPF_DEVCG_DEV_CHAR;
            program.Add(BpfInstruction.SkipIfNotEqual(NodeType, type, --beyond));
        }

        if (rule.Major is { } major)
        {
            program.Add(BpfInstruction.SkipIfNotEqual(MajorNumber, Checked(major), --beyond));
        }

        if (rule.Minor is { } minor)
        {
            program.Add(BpfInstruction.SkipIfNotEqual(MinorNumber, Checked(minor), --beyond));
        }

        program.AddRange(decision);
    }

    private static List<BpfInstruction> Decision(DeviceRule rule)
    {
        List<BpfInstruction> decision = [];
        if (rule.Access != DeviceAccess.All && rule.Allow)
        {
            decision.Add(BpfInstruction.And(Undecided, (int)(DeviceAccess.All & ~rule.Access)));
            decision.Add(BpfInstruction.SkipIfNotEqual(Undecided, 0, 2));
        }
        else if (rule.Access != DeviceAccess.All)
        {
            decision.Add(BpfInstruction.Copy(Scratch, Undecided));
            decision.Add(BpfInstruction.And(Scratch, (int)rule.Access));
            decision.Add(BpfInstruction.SkipIfEqual(Scratch, 0, 2));
        }

        AddAnswer(decision, rule.Allow);
        return decision;
    }

    private static void AddAnswer(List<BpfInstruction> program, bool allow)
    {
        program.Add(BpfInstruction.Move(Answer, allow ? 1 : 0));
        program.Add(BpfInstruction.Exit());
    }

    private static int Checked(long number) =>
        number is >= 0 and <= int.MaxValue ? (int)number : throw new CgroupException($"device number {number} is out of range");
}
