using Engine.Linux;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>
/// The oldest kernel: 5.12, for mount_setattr(2). A container's mounts are descriptors from the first to the last step, and there is no second
/// way by mount(2) and paths: it would be the one that is attacked (CVE-2021-30465 and its successors) and the one that is never tried.
/// </summary>
internal static class KernelRequirement
{
    /// <exception cref="LaunchException">The kernel is older.</exception>
    public static void Check()
    {
        if (Invoke(SYS_mount_setattr, -1, 0, 0, 0, 0) == -(int)Errno.ENOSYS)
        {
            throw new LaunchException("containers need Linux 5.12 or newer: this kernel, or a system call filter around the runtime, has no mount_setattr(2)");
        }
    }
}
