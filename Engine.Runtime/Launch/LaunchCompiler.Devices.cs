using Engine.Linux;
using Engine.Linux.Syscalls;
using Engine.Oci.Specs;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    private static readonly LinuxDevice[] DefaultDevices =
    [
        Character("/dev/null", 1, 3), Character("/dev/zero", 1, 5), Character("/dev/full", 1, 7),
        Character("/dev/random", 1, 8), Character("/dev/urandom", 1, 9), Character("/dev/tty", 5, 0),
    ];

    private static readonly (string Name, string Target)[] DefaultLinks =
    [
        ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"), ("stderr", "/proc/self/fd/2"), ("ptmx", "pts/ptmx"),
    ];

    private static LinuxDevice Character(string path, long major, long minor) =>
        new() { Path = path, Type = "c", Major = major, Minor = minor, FileMode = 0x1B6 };

    /// <summary>A /dev that is the host's own must not be changed.</summary>
    private bool DevIsBound => _spec.Mounts?.Any(m => m.Destination?.TrimEnd('/') == "/dev" && (m.Type == "bind" || MountOptions.Parse(m.Options).Bind)) == true;

    private void MakeDevices()
    {
        if (DevIsBound)
        {
            return;
        }

        var directory = _child.Make("open /dev", OperationCode.MakeTarget, Slot.Root, "/dev", (int)TargetKind.Directory, -1);
        var given = _linux.Devices ?? [];
        foreach (var device in DefaultDevices.Where(d => !given.Any(g => g.Path == d.Path)))
        {
            // An image may have an ordinary file in its place, on which the right device is mounted.
            MakeDevice(device, directory, [Errno.EPERM, Errno.EEXIST]);
        }

        foreach (var device in given)
        {
            // "If a file already exists at path that does not match the requested device, the runtime MUST generate an error" (config-linux.md#devices).
            MakeDevice(device, directory, [Errno.EPERM]);
        }

        foreach (var (name, target) in DefaultLinks)
        {
            _child.Try($"link /dev/{name} to {target}", [Errno.EEXIST], SYS_symlinkat, target, directory, name);
        }

        LinkCore(directory);
        _child.Call("close /dev", SYS_close, directory);
    }

    /// <summary>Where the kernel shows its memory, /dev/core leads there (config-linux.md#default-devices lists what must be; this is what runtimes agreed on).</summary>
    private void LinkCore(Slot directory)
    {
        var there = _child.NewSlot();
        _child.Add(new PlanStep
        {
            Code = OperationCode.Call,
            Number = SYS_faccessat,
            Arguments = [AT_FDCWD, "/proc/kcore", 0],
            Result = there,
            Tolerated = [Errno.ENOENT, Errno.EACCES],
            Description = "look for /proc/kcore",
        });
        _child.Add(new PlanStep
        {
            Code = OperationCode.Call,
            Number = SYS_symlinkat,
            Arguments = ["/proc/kcore", directory, "core"],
            After = there,
            Tolerated = [Errno.EEXIST],
            Description = "link /dev/core to /proc/kcore",
        });
    }

    private void MakeWorkingDirectory()
    {
        if (_process.Cwd is ['/', _, ..] cwd)
        {
            var made = _child.NewSlot();
            _child.Add(new PlanStep
            {
                Code = OperationCode.MakeTarget,
                Arguments = [Slot.Root, cwd, (int)TargetKind.Directory, -1],
                Result = made,

                // What is wrong with the directory is for chdir(2) to say.
                Tolerated = [Errno.EROFS, Errno.EACCES, Errno.EPERM, Errno.ENOTDIR],
                Description = $"make the working directory {cwd}",
            });
            _child.Add(new PlanStep { Code = OperationCode.Call, Number = SYS_close, Arguments = [made], After = made, Description = "close the working directory" });
        }
    }

    /// <param name="device">The device.</param>
    /// <param name="devDirectory">The container's /dev.</param>
    /// <param name="bindAfter">Errors of mknod(2) after which the host's node is bound instead.</param>
    private void MakeDevice(LinuxDevice device, Slot devDirectory, IReadOnlyList<Errno> bindAfter)
    {
        var path = device.Path is ['/', ..] given ? given : throw LaunchException.Invalid($"the device {device.Path} has no absolute path");
        var what = $"make device {path}";
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        if (name is "" or "." or "..")
        {
            throw LaunchException.Invalid($"the device {path} has no name");
        }

        var type = NodeType(device);
        var number = DeviceNumber(device);
        if (_namespaces.HasUser && type != FileStatus.S_IFIFO)
        {
            // mknod(2) is not for user namespaces.
            BindDevice(what, path, type, number, unless: null);
            return;
        }

        var inDev = path[..slash] == "/dev";
        var directory = inDev ? devDirectory : _child.Make(what, OperationCode.MakeTarget, Slot.Root, path[..slash] + "/", (int)TargetKind.Directory, -1);
        var made = _child.NewSlot();
        var mode = type | (long)((device.FileMode ?? 0x1B6) & 0xFFF);
        _child.Add(new PlanStep
        {
            Code = OperationCode.MakeNode,
            Arguments = [directory, name, mode, number, (long)(device.Uid ?? 0), (long)(device.Gid ?? 0)],
            Result = made,
            Tolerated = type == FileStatus.S_IFIFO ? [] : bindAfter,
            Description = what,
        });
        if (type != FileStatus.S_IFIFO)
        {
            // A runtime that may not make nodes itself, inside another container, hands on the ones it was given.
            BindDevice(what, path, type, number, unless: made);
        }

        if (!inDev)
        {
            _child.Call(what, SYS_close, directory);
        }
    }

    /// <summary>Binds the host's node, which must be the same device.</summary>
    private void BindDevice(string what, string path, long type, long number, Slot? unless)
    {
        var (tree, target) = (_child.NewSlot(), _child.NewSlot());
        Step(OperationCode.Call, SYS_open_tree, tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
        Step(OperationCode.RequireDevice, 0, null, tree, type, number);
        Step(OperationCode.MakeTarget, 0, target, Slot.Root, path, (int)TargetKind.File, -1);
        Step(OperationCode.Call, SYS_move_mount, null, tree, "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
        Step(OperationCode.Call, SYS_close, null, target);
        Step(OperationCode.Call, SYS_close, null, tree);

        void Step(OperationCode code, int call, Slot? result, params Operand[] arguments) =>
            _child.Add(new PlanStep { Code = code, Number = call, Arguments = arguments, Result = result, Instead = unless, Description = what });
    }

    private static long NodeType(LinuxDevice device) => device.Type switch
    {
        "c" or "u" => FileStatus.S_IFCHR,
        "b" => FileStatus.S_IFBLK,
        "p" => FileStatus.S_IFIFO,
        _ => throw LaunchException.Invalid($"the device {device.Path} has the unknown type \"{device.Type}\""),
    };

    /// <summary>The kernel's encoding of a device number (makedev(3)).</summary>
    private static long DeviceNumber(LinuxDevice device) =>
        (device.Minor & 0xFF) | ((device.Major & 0xFFF) << 8) | ((device.Minor & ~0xFFL) << 12);
}
