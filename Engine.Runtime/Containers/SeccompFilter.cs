using System.Runtime.InteropServices;
using Engine.Linux.Seccomp;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Containers;

/// <summary>Compiles an OCI seccomp profile.</summary>
internal static class SeccompFilter
{
    /// <returns>The filter, or null if there is none.</returns>
    /// <exception cref="LaunchException">The profile is wrong.</exception>
    public static CompiledFilter? Compile(LinuxSeccomp? profile)
    {
        if (profile is null)
        {
            return null;
        }

        try
        {
            var program = SeccompCompiler.Compile(Translate(profile));
            return new CompiledFilter(MemoryMarshal.AsBytes(program.Instructions).ToArray(), (uint)program.Flags);
        }
        catch (SeccompException e)
        {
            throw LaunchException.Invalid($"seccomp: {e.Message}");
        }
    }

    private static SeccompProfile Translate(LinuxSeccomp profile) => new()
    {
        DefaultAction = SeccompName.ParseAction(profile.DefaultAction ?? throw LaunchException.Invalid("seccomp: there is no defaultAction")),
        DefaultErrno = profile.DefaultErrnoRet,
        Architectures = [.. (profile.Architectures ?? []).Select(a => SeccompName.ParseArchitecture(a))],
        Flags = profile.Flags is { } flags ? flags.Aggregate(SeccompFlags.None, (all, f) => all | SeccompName.ParseFlag(f)) : null,
        ListenerPath = profile.ListenerPath,
        ListenerMetadata = profile.ListenerMetadata,
        Rules = [.. (profile.Syscalls ?? []).Select(Translate)],
    };

    private static SeccompRule Translate(LinuxSyscall rule) => new()
    {
        Names = rule.Names ?? [],
        Action = SeccompName.ParseAction(rule.Action ?? throw LaunchException.Invalid("seccomp: a rule has no action")),
        Errno = rule.ErrnoRet,
        Arguments = [.. (rule.Args ?? []).Select(a => new SeccompArgument(a.Index, SeccompName.ParseOperator(a.Op ?? ""), a.Value, a.ValueTwo))],
    };
}
