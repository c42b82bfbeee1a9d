using Engine.Linux.Bpf;
using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>Runs compiled device programs in a small interpreter and compares them with the rules' meaning, access bit by access bit.</summary>
public sealed class CgroupDeviceProgramTests
{
    private const int Seed = 20_250_607;

    [Fact]
    public void Random_rules_decide_as_the_last_match_for_every_kind_of_access()
    {
        Random random = new(Seed);
        for (int round = 0; round < 2000; round++)
        {
            DeviceRule[] rules = [.. Enumerable.Range(0, random.Next(7)).Select(_ => RandomRule(random))];
            List<BpfInstruction> program = CgroupDeviceProgram.Compile(rules);
            foreach (DeviceType type in new[] { DeviceType.Block, DeviceType.Char })
            {
                for (int device = 0; device < 9; device++)
                {
                    for (DeviceAccess access = DeviceAccess.MakeNode; access <= DeviceAccess.All; access++)
                    {
                        bool expected = IsAllowed(rules, type, device / 3, device % 3, access);
                        Assert.Equal(expected, Run(program, type, device / 3, device % 3, access));
                    }
                }
            }
        }
    }

    private static DeviceRule RandomRule(Random random) => new(
        random.Next(2) == 0,
        (DeviceType)random.Next(3),
        random.Next(3) == 0 ? null : random.Next(3),
        random.Next(3) == 0 ? null : random.Next(3),
        random.Next(3) == 0 ? DeviceAccess.All : (DeviceAccess)random.Next(8));

    private static bool IsAllowed(DeviceRule[] rules, DeviceType type, int major, int minor, DeviceAccess access)
    {
        foreach (DeviceAccess kind in new[] { DeviceAccess.MakeNode, DeviceAccess.Read, DeviceAccess.Write })
        {
            DeviceRule? last = rules.LastOrDefault(rule =>
                (rule.Type == DeviceType.All || rule.Type == type) && (rule.Major ?? major) == major && (rule.Minor ?? minor) == minor
                && (rule.Access & kind) != 0);
            if ((access & kind) != 0 && last?.Allow != true)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Run(List<BpfInstruction> program, DeviceType type, int major, int minor, DeviceAccess access)
    {
        long[] context = [((long)access << 16) | (type == DeviceType.Block ? 1L : 2L), major, minor];
        long[] registers = new long[11];
        for (int at = 0; ; at++)
        {
            BpfInstruction instruction = program[at];
            int to = instruction.Registers & 15;
            switch (instruction.Code)
            {
                case 0x61: registers[to] = context[instruction.Offset / 4]; break;
                case 0xb7: registers[to] = instruction.Immediate; break;
                case 0xbf: registers[to] = registers[instruction.Registers >> 4]; break;
                case 0x57: registers[to] &= instruction.Immediate; break;
                case 0x77: registers[to] >>>= instruction.Immediate; break;
                case 0x15: at += registers[to] == instruction.Immediate ? instruction.Offset : 0; break;
                case 0x55: at += registers[to] != instruction.Immediate ? instruction.Offset : 0; break;
                case 0x95: return registers[0] == 1;
                default: throw new InvalidOperationException($"operation {instruction.Code:x2} is not one that the compiler emits");
            }
        }
    }
}
