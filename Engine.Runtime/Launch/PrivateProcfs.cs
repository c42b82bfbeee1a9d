using Engine.Linux;
using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>A procfs that is mounted nowhere, so that nothing can be mounted over what the runtime writes (CVE-2025-52881).</summary>
internal static unsafe class PrivateProcfs
{
    public static int Open()
    {
        fixed (byte* type = "proc"u8)
        {
            var context = Invoke(SYS_fsopen, (nint)type, FSOPEN_CLOEXEC);
            if (context >= 0)
            {
                var result = Invoke(SYS_fsconfig, context, FSCONFIG_CMD_CREATE);
                if (result >= 0)
                {
                    result = Invoke(SYS_fsmount, context, FSMOUNT_CLOEXEC, (nint)(MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC));
                }

                _ = Invoke(SYS_close, context);
                if (result >= 0)
                {
                    return (int)result;
                }
            }

            // Inside another container a new procfs may not be had. The host's own serves, after a look at what it is.
            return OpenHost();
        }
    }

    private static int OpenHost()
    {
        fixed (byte* path = "/proc"u8)
        {
            var fd = Invoke(SYS_openat, AT_FDCWD, (nint)path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (fd < 0)
            {
                throw new LinuxException("openat", (Errno)(int)-fd, "/proc");
            }

            const nint PROC_SUPER_MAGIC = 0x9FA0;
            var status = stackalloc nint[16];
            if (Invoke(SYS_fstatfs, fd, (nint)status) < 0 || status[0] != PROC_SUPER_MAGIC)
            {
                _ = Invoke(SYS_close, fd);
                throw new LinuxException("fstatfs", Errno.EINVAL, "/proc");
            }

            return (int)fd;
        }
    }
}
