using Engine.Linux.Capabilities;

namespace Engine.Linux.Seccomp;

/// <summary>
/// The seccomp profile that containers get unless they ask for another: what Docker's default (moby profiles, v0.2) allows, which depends
/// on the container's capabilities. What is not named fails with EPERM, what is newer than the profile with ENOSYS.
/// </summary>
public static partial class DefaultProfile
{
    private const int AF_ALG = 38;
    private const int AF_NFC = 39;
    private const int AF_VSOCK = 40;

    // Above the kernel's AF_MAX (46 in 6.18), so that a family or two may still be born.
    private const int FamilyEnd = 48;

    // The CLONE_NEW* flags that make namespaces; CLONE_NEWTIME cannot be given to clone(2).
    private const ulong NamespaceFlags = 0x7e02_0000;

    private const ulong PER_LINUX32 = 0x0008;
    private const ulong UNAME26 = 0x0002_0000;
    private const ulong AskOnly = 0xffff_ffff;

    /// <summary>Makes the profile for a container.</summary>
    /// <param name="capabilities">The container's bounding set.</param>
    /// <param name="native">The machine's architecture; 32-bit programs of it are allowed too.</param>
    public static SeccompProfile For(CapabilitySet capabilities, SeccompArchitecture native)
    {
        List<SeccompRule> rules = new(32) { Allow(Always) };
        AddArchitecture(rules, native);
        AddSockets(rules);
        AddPersonalities(rules);
        AddForCapabilities(rules, capabilities);
        if (!capabilities.Contains(Capability.CAP_SYS_ADMIN))
        {
            rules.Add(Allow(["clone"], new SeccompArgument(0, SeccompOperator.MaskedEQ, NamespaceFlags, 0)));

            // Its flags are in memory, where a filter cannot look. ENOSYS makes libraries fall back to clone.
            rules.Add(new() { Names = ["clone3"], Action = SeccompAction.Errno, Errno = (uint)Errno.ENOSYS });
        }

        return new()
        {
            DefaultAction = SeccompAction.Errno,
            DefaultErrno = (uint)Errno.EPERM,
            Architectures = native == SeccompArchitecture.X86_64
                ? [SeccompArchitecture.X86_64, SeccompArchitecture.X86, SeccompArchitecture.X32]
                : [SeccompArchitecture.Aarch64, SeccompArchitecture.Arm],
            Rules = rules,
        };
    }

    private static void AddArchitecture(List<SeccompRule> rules, SeccompArchitecture native) =>
        rules.Add(Allow(native == SeccompArchitecture.X86_64
            ? ["arch_prctl", "modify_ldt"]
            : ["arm_fadvise64_64", "arm_sync_file_range", "breakpoint", "cacheflush", "set_tls"]));

    /// <summary>
    /// Every family but AF_ALG (the kernel's crypto, a large and little-watched surface, CVE-2026-31431) and AF_VSOCK (reaches the
    /// hypervisor past all network isolation). The kernel takes the family from the low half of a 64-bit register, so «not 38» or «above 40»
    /// would let 2³² + 38 pass: families above 40 are named one by one. socketcall(2) of 32-bit x86 stays a way around, since a filter
    /// cannot see its arguments and forbidding it breaks all 32-bit programs; only a security module can close that.
    /// </summary>
    private static void AddSockets(List<SeccompRule> rules)
    {
        rules.Add(Allow(["socket"], new SeccompArgument(0, SeccompOperator.LT, AF_ALG)));
        rules.Add(Allow(["socket"], new SeccompArgument(0, SeccompOperator.EQ, AF_NFC)));
        for (ulong family = AF_VSOCK + 1; family < FamilyEnd; family++)
        {
            rules.Add(Allow(["socket"], new SeccompArgument(0, SeccompOperator.EQ, family)));
        }
    }

    private static void AddPersonalities(List<SeccompRule> rules)
    {
        foreach (ulong personality in (ReadOnlySpan<ulong>)[0, PER_LINUX32, UNAME26, UNAME26 | PER_LINUX32, AskOnly])
        {
            rules.Add(Allow(["personality"], new SeccompArgument(0, SeccompOperator.EQ, personality)));
        }
    }

    private static void AddForCapabilities(List<SeccompRule> rules, CapabilitySet capabilities)
    {
        foreach (Capability capability in capabilities)
        {
            if (AllowedBy(capability) is { Length: > 0 } names)
            {
                rules.Add(Allow(names));
            }
        }
    }

    private static SeccompRule Allow(string[] names, params SeccompArgument[] arguments) =>
        new() { Names = names, Action = SeccompAction.Allow, Arguments = arguments };
}
