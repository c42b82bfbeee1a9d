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
        foreach (var device in DefaultDevices.Where(d => !given.Any(g => g.Path == d.Path)).Concat(given))
        {
            MakeDevice(device, directory);
        }

        foreach (var (name, target) in DefaultLinks)
        {
            _child.Try($"link /dev/{name} to {target}", [Errno.EEXIST], SYS_symlinkat, target, directory, name);
        }

        _child.Call("close /dev", SYS_close, directory);
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

    private void MakeDevice(LinuxDevice device, Slot devDirectory)
    {
        var path = device.Path is ['/', ..] given ? given : throw LaunchException.Invalid($"the device {device.Path} has no absolute path");
        var what = $"make device {path}";
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        if (name is "" or "." or "..")
        {
            throw LaunchException.Invalid($"the device {path} has no name");
        }

        if (_namespaces.NewUser || _namespaces.JoinsUser)
        {
            BindDevice(what, path);
            return;
        }

        var inDev = path[..slash] == "/dev";
        var directory = inDev ? devDirectory : _child.Make(what, OperationCode.MakeTarget, Slot.Root, path[..slash] + "/", (int)TargetKind.Directory, -1);
        var made = _child.NewSlot();
        _child.Add(new PlanStep
        {
            Code = OperationCode.Call,
            Number = SYS_mknodat,
            Arguments = [directory, name, NodeType(device) | (long)((device.FileMode ?? 0x1B6) & 0xFFF), DeviceNumber(device)],
            Result = made,
            Tolerated = [Errno.EEXIST],
            Description = what,
        });
        if (device.Uid is > 0 || device.Gid is > 0)
        {
            _child.Add(new PlanStep
            {
                Code = OperationCode.Call,
                Number = SYS_fchownat,
                Arguments = [directory, name, (long)(device.Uid ?? 0), (long)(device.Gid ?? 0), AT_SYMLINK_NOFOLLOW],
                After = made,
                Description = what,
            });
        }

        if (!inDev)
        {
            _child.Call(what, SYS_close, directory);
        }
    }

    /// <summary>mknod(2) is not for user namespaces: the host's node is bound.</summary>
    private void BindDevice(string what, string path)
    {
        var tree = _child.Get(what, SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
        var target = _child.Make(what, OperationCode.MakeTarget, Slot.Root, path, (int)TargetKind.File, -1);
        Attach(what, tree, target);
        _child.Call(what, SYS_close, target);
        _child.Call(what, SYS_close, tree);
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
