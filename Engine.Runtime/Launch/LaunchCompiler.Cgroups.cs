using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    /// <summary>
    /// The container sees its own cgroup as the root: its directory is bound, on cgroup v2 at the destination, on v1 once for every hierarchy
    /// on a tmpfs. In its cgroup namespace this is the same as mounting the hierarchy, and it needs no namespace to be one.
    /// </summary>
    private void MountCgroups(string destination, MountOptions options)
    {
        if (_options.Cgroups.Count == 0)
        {
            throw LaunchException.Invalid($"a cgroup mount at {destination} needs cgroups, and there are none");
        }

        if (_options.Cgroups is [{ Name: "" } only])
        {
            BindCgroup(only.HostPath, Slot.Root, destination, options);
            return;
        }

        var what = $"mount tmpfs at {destination}";
        var context = _child.Get(what, SYS_fsopen, "tmpfs", FSOPEN_CLOEXEC);
        _child.Call(what, SYS_fsconfig, context, FSCONFIG_SET_STRING, "source", "tmpfs");
        _child.Call(what, SYS_fsconfig, context, FSCONFIG_SET_STRING, "mode", "755");
        _child.Call(what, SYS_fsconfig, context, FSCONFIG_CMD_CREATE, 0, 0);
        var made = _child.Get(what, SYS_fsmount, context, FSMOUNT_CLOEXEC, options.Set & ~MOUNT_ATTR_RDONLY);
        _child.Call(what, SYS_close, context);
        var target = _child.Make(what, OperationCode.MakeTarget, Slot.Root, destination, (int)TargetKind.Directory, -1);
        Attach(what, made, target);
        _child.Call(what, SYS_close, target);
        foreach (var cgroup in _options.Cgroups)
        {
            BindCgroup(cgroup.HostPath, made, cgroup.Name, options);
            foreach (var alias in cgroup.Aliases)
            {
                _child.Call($"link {destination}/{alias}", SYS_symlinkat, cgroup.Name, made, alias);
            }
        }

        if (options.ReadOnly)
        {
            _child.Do($"make {destination} read-only", OperationCode.SetAttributes, made, 0, MOUNT_ATTR_RDONLY, 0, 0, -1);
        }

        _child.Call(what, SYS_close, made);
    }

    private void BindCgroup(string source, Slot directory, string name, MountOptions options)
    {
        var what = $"mount cgroup {source} at {name}";
        var tree = _child.Get(what, SYS_open_tree, AT_FDCWD, source, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
        _child.Do(what, OperationCode.SetAttributes, tree, 0, options.Set, options.Clear & ~options.Set | AccessTime(options.Clear), 0, -1);
        var target = _child.Make(what, OperationCode.MakeTarget, directory, name, (int)TargetKind.Directory, -1);
        Attach(what, tree, target);
        _child.Call(what, SYS_close, target);
        _child.Call(what, SYS_close, tree);
    }
}
