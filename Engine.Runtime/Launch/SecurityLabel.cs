using System.Text;
using Engine.Linux.SecurityModules;
using Engine.Oci.Specs;
using static Engine.Linux.Syscalls.Syscall;

namespace Engine.Runtime.Launch;

/// <summary>
/// The label that a program gets from a security module when it is executed. It is written through a procfs that nobody can put anything
/// over: through the container's own it could end up in another file (CVE-2019-16884, CVE-2025-52881).
/// </summary>
internal static class SecurityLabel
{
    private const string Unconfined = "unconfined";

    /// <summary>Whether a process asks for one; then the plan needs <see cref="Slot.Procfs"/>.</summary>
    public static bool IsWanted(ProcessSpec process, SecurityModule active) =>
        !string.IsNullOrEmpty(process.SelinuxLabel) || (!string.IsNullOrEmpty(process.ApparmorProfile) && active.HasFlag(SecurityModule.AppArmor));

    /// <summary>Which modules there are, where that matters for a process.</summary>
    public static SecurityModule Detect(ProcessSpec process, string? mountLabel = null) =>
        string.IsNullOrEmpty(process.ApparmorProfile) && string.IsNullOrEmpty(process.SelinuxLabel) && string.IsNullOrEmpty(mountLabel)
            ? SecurityModule.None
            : ActiveSecurityModules.Detect();

    /// <exception cref="LaunchException">The kernel has not the module that is asked for.</exception>
    public static void Add(PlanBuilder steps, ProcessSpec process, SecurityModule active)
    {
        if (process.ApparmorProfile is { Length: > 0 } profile)
        {
            if (active.HasFlag(SecurityModule.AppArmor))
            {
                // proc_pid_attr(5): the profile changes with execve(2).
                Write(steps, $"apply the AppArmor profile {profile}", "thread-self/attr/apparmor/exec", $"exec {profile}");
            }
            else if (profile != Unconfined)
            {
                throw LaunchException.Invalid($"apparmor profile \"{profile}\" is specified in config, but AppArmor is disabled or not supported by the kernel");
            }
        }

        if (process.SelinuxLabel is { Length: > 0 } label)
        {
            RequireSeLinux(active);
            Write(steps, $"apply the SELinux label {label}", "thread-self/attr/exec", label);
        }
    }

    /// <exception cref="LaunchException">There is no SELinux.</exception>
    public static void RequireSeLinux(SecurityModule active)
    {
        if (!active.HasFlag(SecurityModule.SeLinux))
        {
            throw LaunchException.Invalid("selinux label is specified in config, but selinux is disabled or not supported");
        }
    }

    private static void Write(PlanBuilder steps, string what, string file, string label)
    {
        const ulong resolve = RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS;
        var data = Encoding.UTF8.GetBytes(label);
        steps.Do(what, OperationCode.WriteFile, Slot.Procfs, file, Operand.Data(data), data.Length, resolve);
    }
}
