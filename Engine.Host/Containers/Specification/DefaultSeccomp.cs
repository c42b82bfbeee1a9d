using System.Collections.Concurrent;
using Engine.Linux.Capabilities;
using Engine.Linux.Seccomp;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>The engine's default seccomp profile as an OCI document, made once for a set of capabilities: most containers have the same.</summary>
internal static class DefaultSeccomp
{
    private static readonly ConcurrentDictionary<ulong, LinuxSeccomp> Documents = new();

    /// <summary>The profile for a container with these capabilities.</summary>
    public static LinuxSeccomp For(IReadOnlyCollection<string> capabilities)
    {
        CapabilitySet set = CapabilitySet.None;
        foreach (string name in capabilities)
        {
            set = set.With(CapabilityName.Parse(name));
        }

        return Documents.GetOrAdd(set.Bits, static bits => Convert(DefaultProfile.For(new CapabilitySet(bits), SeccompName.Native)));
    }

    private static LinuxSeccomp Convert(Linux.Seccomp.SeccompProfile profile) => new()
    {
        DefaultAction = SeccompName.Format(profile.DefaultAction),
        DefaultErrnoRet = profile.DefaultErrno,
        Architectures = [.. profile.Architectures.Select(SeccompName.Format)],
        Syscalls = [.. profile.Rules.Select(Convert)],
    };

    private static LinuxSyscall Convert(SeccompRule rule) => new()
    {
        Names = rule.Names,
        Action = SeccompName.Format(rule.Action),
        ErrnoRet = rule.Errno,
        Args = rule.Arguments.Count == 0
            ? null
            : [.. rule.Arguments.Select(argument => new LinuxSeccompArg
            {
                Index = argument.Index,
                Value = argument.Value,
                ValueTwo = argument.SecondValue,
                Op = SeccompName.Format(argument.Operator),
            })],
    };
}
