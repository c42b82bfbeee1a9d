using System.Runtime.InteropServices;
using Engine.Linux.Cgroups;

namespace Engine.Linux.Bpf;

/// <summary>Puts device rules on a group of the unified hierarchy as an eBPF program.</summary>
internal static class CgroupDeviceFilter
{
    private const uint BPF_PROG_TYPE_CGROUP_DEVICE = 15;
    private const uint BPF_CGROUP_DEVICE = 6;
    private const uint BPF_F_ALLOW_MULTI = 2;
    private const uint BPF_F_REPLACE = 4;

    /// <summary>
    /// Attaches the rules' program in place of those that the group has. The new one is in force before an old one goes, so that there is
    /// no moment without a filter.
    /// </summary>
    /// <param name="group">Descriptor of the group's directory.</param>
    /// <param name="rules">The rules; the last that matches decides.</param>
    /// <exception cref="LinuxException">bpf(2) failed.</exception>
    internal static void Apply(int group, IReadOnlyList<DeviceRule> rules)
    {
        List<FileDescriptor> old = BpfCall.AttachedPrograms(group, BPF_CGROUP_DEVICE);
        try
        {
            if (!CgroupDeviceProgram.AllowsEverything(rules))
            {
                using FileDescriptor program = BpfCall.Load(
                    BPF_PROG_TYPE_CGROUP_DEVICE, CollectionsMarshal.AsSpan(CgroupDeviceProgram.Compile(rules)));
                if (old.Count == 1)
                {
                    BpfCall.Attach(group, program.Number, BPF_CGROUP_DEVICE, BPF_F_ALLOW_MULTI | BPF_F_REPLACE, old[0].Number);
                    return;
                }

                BpfCall.Attach(group, program.Number, BPF_CGROUP_DEVICE, BPF_F_ALLOW_MULTI, replaced: 0);
            }

            foreach (FileDescriptor program in old)
            {
                BpfCall.Detach(group, program.Number, BPF_CGROUP_DEVICE);
            }
        }
        finally
        {
            foreach (FileDescriptor program in old)
            {
                program.Dispose();
            }
        }
    }
}
