using Engine.Linux.Syscalls;
using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Mounts.MountFlag;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    /// <summary>Propagation of everything in the new mount namespace, unless a mount says otherwise.</summary>
    private ulong DefaultPropagation => Propagation(_linux.RootfsPropagation) | MS_REC;

    private static ulong Propagation(string? name) => name switch
    {
        "private" or "rprivate" => MS_PRIVATE,
        "shared" or "rshared" => MS_SHARED,
        "unbindable" or "runbindable" => MS_UNBINDABLE,
        null or "" or "slave" or "rslave" => MS_SLAVE,
        _ => throw LaunchException.Invalid($"unknown rootfsPropagation \"{name}\""),
    };

    /// <summary>
    /// The root is a detached mount. It is put over the namespace's "/", where it hides nothing from this process: paths still begin at the old
    /// root until <see cref="ChangeRoot"/>.
    /// </summary>
    private void AttachRoot()
    {
        var propagation = DefaultPropagation;
        _child.Call("set the propagation of /", SYS_mount, 0, "/", 0, propagation == (MS_UNBINDABLE | MS_REC) ? MS_PRIVATE | MS_REC : propagation, 0);
        if ((propagation & MS_SHARED) != 0)
        {
            // What is mounted below a shared mount would appear in its peers, and pivot_root(2) refuses one.
            _child.Call("keep the root to itself", SYS_mount, 0, "/", 0, MS_PRIVATE, 0);
        }

        _child.Call("attach the root", SYS_move_mount, Slot.Root, "", AT_FDCWD, "/", MOVE_MOUNT_F_EMPTY_PATH);
        _child.Call("reset the umask", SYS_umask, 0);
    }

    private void ChangeRoot()
    {
        if (_spec.Root?.Readonly == true)
        {
            _child.Do("make the root read-only", OperationCode.SetAttributes, Slot.Root, 0, MOUNT_ATTR_RDONLY, 0, 0, -1);
        }

        _child.Call("enter the root", SYS_fchdir, Slot.Root);
        if (_options.NoPivot)
        {
            _child.Call("change the root", SYS_chroot, ".");
        }
        else
        {
            _child.Call("change the root", SYS_pivot_root, ".", ".");

            // The old root now lies over the new one. As a slave its unmounting is nobody else's matter.
            _child.Call("keep unmounting to itself", SYS_mount, 0, ".", 0, MS_SLAVE | MS_REC, 0);
            _child.Call("let go of the old root", SYS_umount2, ".", MNT_DETACH);
        }

        _child.Call("enter the root", SYS_chdir, "/");
        if (Propagation(_linux.RootfsPropagation) is MS_SHARED or MS_UNBINDABLE)
        {
            _child.Call("set the propagation of the root", SYS_mount, 0, "/", 0, Propagation(_linux.RootfsPropagation), 0);
        }
    }

    private void SetNames()
    {
        if (!string.IsNullOrEmpty(_spec.Hostname))
        {
            SetName("host name", SYS_sethostname, _spec.Hostname);
        }

        if (!string.IsNullOrEmpty(_spec.Domainname))
        {
            SetName("domain name", SYS_setdomainname, _spec.Domainname);
        }
    }

    private void SetName(string what, int call, string name)
    {
        var data = System.Text.Encoding.UTF8.GetBytes(name);
        _child.Call($"set the {what} {name}", call, Operand.Data(data), data.Length);
    }

    private void MaskPaths()
    {
        if (_linux.MaskedPaths is { Count: > 0 } masked)
        {
            // The host's null device: the container's could have been exchanged for a link (CVE-2025-31133).
            var nothing = _child.Get("open /dev/null", SYS_openat, AT_FDCWD, "/dev/null", O_PATH | O_CLOEXEC | O_NOFOLLOW);
            _child.Do("verify /dev/null", OperationCode.RequireDevice, nothing, FileStatus.S_IFCHR, 0x103);
            foreach (var path in masked)
            {
                _child.Do($"mask {path}", OperationCode.Mask, Slot.Root, path, nothing);
            }
        }

        foreach (var path in _linux.ReadonlyPaths ?? [])
        {
            _child.Do($"make {path} read-only", OperationCode.MakeReadOnly, Slot.Root, path);
        }
    }
}
