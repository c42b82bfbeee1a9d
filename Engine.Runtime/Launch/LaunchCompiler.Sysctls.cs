using System.Text;
using static Engine.Linux.Namespaces.CloneFlag;
using static Engine.Linux.Syscalls.Syscall;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    private static readonly string[] IpcSysctls =
    [
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
    ];

    /// <summary>Only parameters of the container's own namespaces, written through a procfs that nobody can put anything over (CVE-2025-52881).</summary>
    private void SetSysctls()
    {
        foreach (var (name, value) in _linux.Sysctl ?? new Dictionary<string, string>())
        {
            RequireNamespaced(name);

            // sysctl(8): whichever separator comes first is the separator, so that net/ipv4/conf/eth0.1 names an interface with a dot.
            var slash = name.IndexOf('/');
            var dot = name.IndexOf('.');
            var path = slash >= 0 && (dot < 0 || slash < dot) ? name : name.Replace('.', '/');
            var data = Encoding.UTF8.GetBytes(value);
            const ulong resolve = RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS;
            _child.Do($"set sysctl {name} to {value}", OperationCode.WriteFile, Slot.Procfs, "sys/" + path, Operand.Data(data), data.Length, resolve);
        }
    }

    private void RequireNamespaced(string name)
    {
        var key = name.Replace('/', '.');
        if (key.Split('.').Any(p => p.Length == 0))
        {
            throw LaunchException.Invalid($"sysctl \"{name}\" is not a name");
        }

        if (IpcSysctls.Contains(key) || key.StartsWith("fs.mqueue.", StringComparison.Ordinal))
        {
            Require(name, CLONE_NEWIPC, "ipc");
        }
        else if (key.StartsWith("net.", StringComparison.Ordinal))
        {
            Require(name, CLONE_NEWNET, "network");
        }
        else if (key == "kernel.domainname")
        {
            Require(name, CLONE_NEWUTS, "uts");
        }
        else if (key == "kernel.hostname")
        {
            throw LaunchException.Invalid($"sysctl \"{name}\" is not allowed as it conflicts with the OCI \"hostname\" field");
        }
        else
        {
            throw LaunchException.Invalid($"sysctl \"{name}\" is not in a separate kernel namespace");
        }
    }

    private void Require(string name, ulong flag, string kind)
    {
        if (!_namespaces.Has(flag))
        {
            throw LaunchException.Invalid($"sysctl \"{name}\" is not allowed in the hosts {kind} namespace");
        }
    }
}
