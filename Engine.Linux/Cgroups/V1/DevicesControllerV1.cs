namespace Engine.Linux.Cgroups;

/// <summary>The devices controller of version 1 (kernel's cgroup-v1/devices.rst).</summary>
internal static class DevicesControllerV1
{
    private const string AllowFile = "devices.allow";
    private const string DenyFile = "devices.deny";

    internal static void Apply(CgroupDirectory group, IReadOnlyList<DeviceRule> rules)
    {
        // A new group inherits its parent's rules; ours start from nothing allowed, and what stands before a rule for everything is moot.
        int first = rules.Count - 1;
        while (first >= 0 && !rules[first].IsEverything)
        {
            first--;
        }

        group.Write(first >= 0 && rules[first].Allow ? AllowFile : DenyFile, "a");
        for (int index = first + 1; index < rules.Count; index++)
        {
            DeviceRule rule = rules[index];
            if (rule.Type == DeviceType.All)
            {
                // The kernel takes «a» for everything, whatever follows it.
                WriteRule(group, rule, 'b');
                WriteRule(group, rule, 'c');
            }
            else
            {
                WriteRule(group, rule, rule.Type == DeviceType.Block ? 'b' : 'c');
            }
        }
    }

    private static void WriteRule(CgroupDirectory group, DeviceRule rule, char type) =>
        group.Write(
            rule.Allow ? AllowFile : DenyFile,
            $"{type} {Number(rule.Major)}:{Number(rule.Minor)} {AccessText(rule.Access)}");

    private static string Number(long? number) => number?.ToString() ?? "*";

    private static string AccessText(DeviceAccess access) =>
        ((access & DeviceAccess.Read) != 0 ? "r" : "")
        + ((access & DeviceAccess.Write) != 0 ? "w" : "")
        + ((access & DeviceAccess.MakeNode) != 0 ? "m" : "");
}
