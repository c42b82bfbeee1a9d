using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    /// <summary>Makes a terminal on the container's own devpts, and /dev/console for it. Result: the slave side.</summary>
    private Slot OpenTerminal()
    {
        var slave = TerminalSteps.Open(_child, Slot.Root, _process.ConsoleSize);
        if (!DevIsBound)
        {
            // From the descriptor: the path of the slave could be exchanged (CVE-2025-52565).
            const string what = "mount the terminal at /dev/console";
            var tree = _child.Get(what, SYS_open_tree, slave, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH);
            var target = _child.Make(what, OperationCode.MakeTarget, Slot.Root, "/dev/console", (int)TargetKind.File, -1);
            Attach(what, tree, target);
            _child.Call(what, SYS_close, target);
            _child.Call(what, SYS_close, tree);
        }

        return slave;
    }
}
