using System.Buffers.Binary;
using Engine.Linux;
using Engine.Linux.Capabilities;
using static Engine.Linux.Processes.ProcessControl;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal sealed partial class ProcessCompiler
{
    private const uint DefaultUmask = 0x12;

    private ulong Available => inUserNamespace ? ulong.MaxValue >> (63 - options.LastCapability) : options.AvailableCapabilities;

    private ulong Bounding => Mask(process.Capabilities?.Bounding);

    private void ChangeUser()
    {
        var cwd = string.IsNullOrEmpty(process.Cwd) ? "/" : process.Cwd;
        if (!cwd.StartsWith('/'))
        {
            throw LaunchException.Invalid($"Cwd must be an absolute path: {cwd}");
        }

        if (process.Rlimits is { Count: > 0 } limits)
        {
            var all = string.Join(", ", limits.Select(l => $"{l.Type} {l.Soft}:{l.Hard}"));
            steps.Do($"ask for resource limits ({all})", OperationCode.Report, Slot.Status, (int)StatusKind.NeedLimits, 0);
            steps.Do("wait for resource limits", OperationCode.Wait, Slot.Control);
        }

        steps.Call("set the umask", SYS_umask, (long)(User.Umask ?? DefaultUmask));
        steps.Do("drop capabilities from the bounding set", OperationCode.DropBounding, Bounding, options.LastCapability);

        // Root may enter directories that the user may not, and the other way round on network file systems.
        var entered = steps.NewSlot();
        steps.Add(new PlanStep
        {
            Code = OperationCode.Call,
            Number = SYS_chdir,
            Arguments = [cwd],
            Result = entered,
            Tolerated = [Errno.EACCES, Errno.EPERM],
            Description = $"chdir to cwd (\"{cwd}\") set in config.json failed",
        });
        steps.Call("keep capabilities over the change of user", SYS_prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0);

        var groups = User.AdditionalGids ?? [];
        var list = new byte[groups.Count * sizeof(uint)];
        for (var i = 0; i < groups.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(list.AsSpan(i * sizeof(uint)), groups[i]);
        }

        steps.Call("set the supplementary groups", SYS_setgroups, groups.Count, Operand.Data(list));
        steps.Call($"set the group to {User.Gid}", SYS_setresgid, (long)User.Gid, (long)User.Gid, (long)User.Gid);
        steps.Call($"set the user to {User.Uid}", SYS_setresuid, (long)User.Uid, (long)User.Uid, (long)User.Uid);
        steps.Call("keep capabilities over the change of user", SYS_prctl, PR_SET_KEEPCAPS, 0, 0, 0, 0);
        steps.Add(new PlanStep
        {
            Code = OperationCode.Call,
            Number = SYS_chdir,
            Arguments = [cwd],
            Instead = entered,
            Description = $"chdir to cwd (\"{cwd}\") set in config.json failed",
        });
        steps.Do("verify that the working directory is inside the container", OperationCode.RequireWorkingDirectory);
        if (User.Uid != 0 && Filter is not null && !process.NoNewPrivileges)
        {
            CapSet("take capabilities to load the filter", Available, Available, 0);
        }
    }

    private void SetCapabilities()
    {
        var sets = process.Capabilities;
        var permitted = Mask(sets?.Permitted);
        CapSet("set capabilities", Mask(sets?.Effective) & permitted, permitted, Mask(sets?.Inheritable));
        steps.Do("set ambient capabilities", OperationCode.SetAmbient, Mask(sets?.Ambient) & permitted & Mask(sets?.Inheritable));
    }

    /// <summary>What can be granted of a set; the specification lets the rest pass with a warning.</summary>
    private ulong Mask(IReadOnlyList<string>? names)
    {
        ulong mask = 0;
        foreach (var name in names ?? [])
        {
            if (CapabilityName.TryParse(name, out var capability))
            {
                mask |= 1UL << (int)capability;
            }
        }

        return mask & Available;
    }

    private void CapSet(string description, ulong effective, ulong permitted, ulong inheritable)
    {
        // struct __user_cap_header_struct, _LINUX_CAPABILITY_VERSION_3, this process; then the sets, low halves and high halves.
        var header = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x20080522);
        var data = new byte[24];
        for (var half = 0; half < 2; half++)
        {
            var shift = half * 32;
            BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(half * 12), (uint)(effective >> shift));
            BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(half * 12 + 4), (uint)(permitted >> shift));
            BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(half * 12 + 8), (uint)(inheritable >> shift));
        }

        steps.Call(description, SYS_capset, Operand.Data(header), Operand.Data(data));
    }
}
