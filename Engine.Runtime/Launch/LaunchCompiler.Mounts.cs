using Engine.Oci.Specs;
using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Mounts.MountFlag;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    /// <summary>User namespaces by the mappings they stand for, so that mounts with the same ones share one.</summary>
    private readonly Dictionary<IdMappings, Slot> _mountNamespaces = [];

    private void MakeMounts()
    {
        foreach (var mount in _spec.Mounts ?? [])
        {
            if (mount.Destination is not { Length: > 0 } destination)
            {
                throw LaunchException.Invalid("a mount has no destination");
            }

            var options = MountOptions.Parse(mount.Options);
            var path = destination.StartsWith('/') ? destination : "/" + destination;
            if (options.Bind || mount.Type == "bind")
            {
                Bind(mount, path, options);
            }
            else if (mount.Type is "cgroup" or "cgroup2")
            {
                MountCgroups(path, options);
            }
            else
            {
                MountFileSystem(mount, path, options);
            }
        }
    }

    /// <summary>The tree is cloned and set up before the clone, with the host's rights; the child only attaches it.</summary>
    private void Bind(MountSpec mount, string destination, MountOptions options)
    {
        var source = mount.Source is { Length: > 0 } given
            ? Path.GetFullPath(given, _options.Bundle)
            : throw LaunchException.Invalid($"the bind mount at {destination} has no source");
        var what = $"mount {source} at {destination}";
        var recursive = options.Recursive ? AT_RECURSIVE : 0;
        var tree = _prepare.Get(what, SYS_open_tree, AT_FDCWD, source, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | recursive);
        _inherited.Add(tree);
        if (options.Clear != 0)
        {
            _prepare.Do(what, OperationCode.SetAttributes, tree, 0, options.Set, options.Clear & ~options.Set | AccessTime(options.Clear), 0, -1);
        }

        if (options.RecursiveClear != 0)
        {
            var clear = (options.RecursiveClear & ~options.RecursiveSet) | AccessTime(options.RecursiveClear);
            _prepare.Do(what, OperationCode.SetAttributes, tree, AT_RECURSIVE, options.RecursiveSet, clear, 0, -1);
        }

        if (Mappings(mount, options) is { } mappings)
        {
            var flags = options.RecursiveIdMapped ? AT_RECURSIVE : 0;
            _prepare.Do($"{what} with mapped ids", OperationCode.SetAttributes, tree, flags, MOUNT_ATTR_IDMAP, 0, 0, UserNamespaceFor(mappings));
        }

        // A clone stays in its original's peer group; unless that is asked for, mounts made inside must not appear on the host.
        if (options.Propagation != MS_SHARED)
        {
            var propagation = DefaultPropagation & ~MS_REC;
            _prepare.Do(what, OperationCode.SetAttributes, tree, AT_RECURSIVE, 0, 0, propagation == MS_SHARED ? MS_SLAVE : propagation, -1);
        }

        var target = _child.Make(what, OperationCode.MakeTarget, Slot.Root, destination, (int)TargetKind.Alike, tree);
        Attach(what, tree, target);
        Propagate(what, tree, options);
        _child.Call(what, SYS_close, target);
    }

    private void MountFileSystem(MountSpec mount, string destination, MountOptions options)
    {
        var type = mount.Type is { Length: > 0 } given ? given : throw LaunchException.Invalid($"the mount at {destination} has no type");
        if (mount.UidMappings is { Count: > 0 } || mount.GidMappings is { Count: > 0 } || options.IdMapped)
        {
            throw LaunchException.Invalid($"the mount at {destination} asks for mapped ids and is not a bind mount");
        }

        var what = $"mount {type} at {destination}";
        var context = _child.Get(what, SYS_fsopen, type, FSOPEN_CLOEXEC);
        if (mount.Source is { Length: > 0 } source)
        {
            _child.Call(what, SYS_fsconfig, context, FSCONFIG_SET_STRING, "source", source);
        }

        // Superblocks of the kernel's own file systems are shared with the host or by a namespace, and an empty tmpfs that nobody can ever
        // write is of no use: read-only is this mount of them. Of a device it is the file system, so that not even a journal is replayed.
        if (options.ReadOnly && type is not ("proc" or "sysfs" or "mqueue" or "devpts" or "tmpfs"))
        {
            _child.Call(what, SYS_fsconfig, context, FSCONFIG_SET_FLAG, "ro", 0);
        }

        if (_linux.MountLabel is { Length: > 0 } label && type is not ("proc" or "sysfs" or "mqueue"))
        {
            _child.Call($"{what} with the SELinux label {label}", SYS_fsconfig, context, FSCONFIG_SET_STRING, "context", label);
        }

        foreach (var flag in options.Flags)
        {
            _child.Call($"{what} with {flag}", SYS_fsconfig, context, FSCONFIG_SET_FLAG, flag, 0);
        }

        foreach (var (name, value) in options.Data)
        {
            var command = value is null ? FSCONFIG_SET_FLAG : FSCONFIG_SET_STRING;
            _child.Call($"{what} with {name}", SYS_fsconfig, context, command, name, value is null ? 0 : value);
        }

        _child.Call(what, SYS_fsconfig, context, FSCONFIG_CMD_CREATE, 0, 0);
        var copied = options.CopyUp && options.ReadOnly;
        var made = _child.Get(what, SYS_fsmount, context, FSMOUNT_CLOEXEC, copied ? options.Set & ~MOUNT_ATTR_RDONLY : options.Set);
        _child.Call(what, SYS_close, context);
        var kind = type is "proc" or "sysfs" ? TargetKind.OrdinaryDirectory : TargetKind.Directory;
        var target = _child.Make(what, OperationCode.MakeTarget, Slot.Root, destination, (int)kind, -1);
        if (options.CopyUp)
        {
            _child.Do($"copy what is at {destination} up into {type}", OperationCode.CopyUp, target, made);
        }

        if (copied)
        {
            _child.Do($"make {destination} read-only", OperationCode.SetAttributes, made, 0, MOUNT_ATTR_RDONLY, 0, 0, -1);
        }

        Attach(what, made, target);
        Propagate(what, made, options);
        _child.Call(what, SYS_close, target);
        _child.Call(what, SYS_close, made);
    }

    private void Attach(string what, Slot mount, Slot target) =>
        _child.Call(what, SYS_move_mount, mount, "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);

    private void Propagate(string what, Slot mount, MountOptions options)
    {
        if (options.Propagation != 0)
        {
            _child.Do(what, OperationCode.SetAttributes, mount, options.RecursivePropagation ? AT_RECURSIVE : 0, 0, 0, options.Propagation, -1);
        }
    }

    private static ulong AccessTime(ulong mask) => mask & MOUNT_ATTR__ATIME;

    /// <summary>A mount's own mappings, or the container's if only <c>idmap</c> is asked for.</summary>
    private IdMappings? Mappings(MountSpec mount, MountOptions options)
    {
        if (mount.UidMappings is { Count: > 0 } uids && mount.GidMappings is { Count: > 0 } gids)
        {
            return new IdMappings(uids, gids);
        }

        if (mount.UidMappings is { Count: > 0 } || mount.GidMappings is { Count: > 0 })
        {
            throw LaunchException.Invalid($"the mount at {mount.Destination} needs both uidMappings and gidMappings");
        }

        if (!options.IdMapped)
        {
            return null;
        }

        return _linux is { UidMappings: { Count: > 0 } ownUids, GidMappings: { Count: > 0 } ownGids }
            ? new IdMappings(ownUids, ownGids)
            : throw LaunchException.Invalid($"the mount at {mount.Destination} asks for mapped ids and there are no mappings");
    }

    private Slot UserNamespaceFor(IdMappings mappings)
    {
        if (!_mountNamespaces.TryGetValue(mappings, out var slot))
        {
            slot = _slots.Next();
            _mountNamespaces.Add(mappings, slot);
        }

        return slot;
    }
}
