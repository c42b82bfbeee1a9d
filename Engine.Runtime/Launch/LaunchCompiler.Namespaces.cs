using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using static Engine.Linux.Namespaces.CloneFlag;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    private void EnterNamespaces()
    {
        // From its first moment other processes of a joined pid namespace see this one, and with CAP_SYS_PTRACE also its descriptors.
        _child.Do("close what is not for the container", OperationCode.CloseOthers, 3L + _options.PreserveDescriptors);
        for (var i = 0; i < _options.CgroupJoins; i++)
        {
            var slot = _slots.Next();
            _cgroupJoins.Add(slot);

            // Of the tasks file, not cgroup.procs: a thread that moves itself needs no lock over all of its process, and no RCU grace period.
            _child.Call("join the cgroup", SYS_write, slot, Operand.Text("0"), 1);
        }

        if (_namespaces.NewUser)
        {
            _child.Do("ask for id mappings", OperationCode.Report, Slot.Status, (int)StatusKind.NeedMappings);
            _child.Do("wait for id mappings", OperationCode.Wait, Slot.Control);
            BecomeRoot();
        }

        foreach (var join in _namespaces.JoinInChild)
        {
            var slot = _prepare.Get($"open the {join.Name} namespace {join.Path}", SYS_openat, AT_FDCWD, join.Path, O_RDONLY | O_CLOEXEC);
            _inherited.Add(slot);
            _child.Call($"join the {join.Name} namespace {join.Path}", SYS_setns, slot, join.Flag);
            if (join.Flag == CLONE_NEWUSER)
            {
                BecomeRoot();
            }
        }

        if (_namespaces.UnshareFlags != 0)
        {
            _child.Call("make namespaces of the user namespace", SYS_unshare, _namespaces.UnshareFlags);
        }

        if ((_namespaces.UnshareFlags & CLONE_NEWPID) != 0)
        {
            Rebirth.Add(_child);
        }

        _child.Call("start a session", SYS_setsid);
        if (_namespaces.NewCgroup)
        {
            // Only now: the new namespace's root is the cgroup that its maker is in.
            _child.Call("make a cgroup namespace", SYS_unshare, CLONE_NEWCGROUP);
        }

        if (_namespaces.NewTime)
        {
            MakeTimeNamespace();
        }

        if (_namespaces.IsNew(CLONE_NEWNET))
        {
            BringLoopbackUp();
        }
    }

    /// <summary>A new network namespace has a loopback interface that is down (netdevice(7)).</summary>
    private void BringLoopbackUp()
    {
        const int AF_INET = 2;
        const int SOCK_DGRAM = 2;
        const int SOCK_CLOEXEC = 0x80000;
        const int SIOCSIFFLAGS = 0x8914;
        const int IFNAMSIZ = 16;
        const short IFF_UP = 1;
        var request = new byte[40];
        "lo"u8.CopyTo(request);
        BinaryPrimitives.WriteInt16LittleEndian(request.AsSpan(IFNAMSIZ), IFF_UP);
        var socket = _child.Get("open a socket to bring the loopback interface up", SYS_socket, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        _child.Call("bring the loopback interface up", SYS_ioctl, socket, SIOCSIFFLAGS, Operand.Data(request));
        _child.Call("close the socket", SYS_close, socket);
    }

    private void BecomeRoot()
    {
        _child.Call("become root of the user namespace", SYS_setresgid, 0, 0, 0);
        _child.Call("become root of the user namespace", SYS_setresuid, 0, 0, 0);
    }

    private void MakeTimeNamespace()
    {
        _child.Call("make a time namespace", SYS_unshare, CLONE_NEWTIME);
        var text = new StringBuilder();
        foreach (var (clock, offset) in _linux.TimeOffsets ?? new Dictionary<string, Oci.Specs.LinuxTimeOffset>())
        {
            if (clock is not ("monotonic" or "boottime"))
            {
                throw LaunchException.Invalid($"unknown clock \"{clock}\" in timeOffsets");
            }

            text.Append(CultureInfo.InvariantCulture, $"{clock} {offset.Secs} {offset.Nanosecs}\n");
        }

        const ulong resolve = RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS;
        if (text.Length > 0)
        {
            var data = Encoding.ASCII.GetBytes(text.ToString());
            _child.Do("set the time namespace's offsets", OperationCode.WriteFile, Slot.Procfs, "self/timens_offsets", Operand.Data(data), data.Length, resolve);
        }

        // unshare(2) is for children only; joining what it made is for the process itself.
        var made = _child.Make("open the time namespace", OperationCode.Open, Slot.Procfs, "self/ns/time_for_children", O_RDONLY, 0, 0);
        _child.Call("enter the time namespace", SYS_setns, made, CLONE_NEWTIME);
        _child.Call("close the time namespace", SYS_close, made);
    }
}
