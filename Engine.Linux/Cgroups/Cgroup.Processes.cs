using System.Globalization;
using System.Runtime.InteropServices;

namespace Engine.Linux.Cgroups;

public abstract partial class Cgroup
{
    private const string Procs = "cgroup.procs";
    private const int SIGKILL = 9;

    // A group that keeps forking without a freezer is chased this often.
    private const int MostKillRounds = 100;

    /// <summary>
    /// Opens <c>cgroup.procs</c> of every hierarchy for writing, so that a process can join by writing <c>0</c> to each, itself and without
    /// paths. The caller owns the descriptors.
    /// </summary>
    /// <exception cref="LinuxException">A file cannot be opened.</exception>
    public FileDescriptor[] OpenProcs()
    {
        List<FileDescriptor> open = new(_members.Length);
        try
        {
            foreach (CgroupMember member in _members)
            {
                if (member.Directory is { } directory)
                {
                    open.Add(directory.OpenFile(Procs, forWriting: true));
                }
            }

            return [.. open];
        }
        catch
        {
            foreach (FileDescriptor descriptor in open)
            {
                descriptor.Dispose();
            }

            throw;
        }
    }

    /// <summary>Moves a process with all its threads into the group, on every hierarchy.</summary>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public void AddProcess(int pid)
    {
        string text = pid.ToString();
        foreach (CgroupMember member in _members)
        {
            member.Directory?.Write(Procs, text);
        }
    }

    /// <summary>The processes of the group and of all groups below it, as seen from the caller's pid namespace.</summary>
    public IReadOnlyList<int> Processes()
    {
        List<int> pids = [];
        if (ProcessDirectory is { } directory)
        {
            ListProcesses(directory, pids);
        }

        return pids;
    }

    /// <summary>
    /// Kills every process of the group and of the groups below it with SIGKILL, and thaws it so that they can die. Does not wait for
    /// their end. Nothing happens when there is no such group.
    /// </summary>
    public void KillAll()
    {
        // cgroup.kill (Linux 5.14) is atomic against forks; the unified hierarchy beside version 1 has it too.
        if (Unified is not { } unified || unified.TryWrite("cgroup.kill", "1") != Errno.OK)
        {
            KillListed();
        }

        TryThaw();
    }

    /// <summary>Freezes if that is possible; false when it is not, or not in time.</summary>
    private protected abstract bool TryFreeze();

    /// <summary>Thaws; no error if there is nothing to thaw.</summary>
    private protected abstract void TryThaw();

    private static void ListProcesses(CgroupDirectory directory, List<int> pids)
    {
        // A threaded group (EOPNOTSUPP) has no list of its own: its processes are in the list of the domain above it.
        if (directory.TryRead(Procs, out string content) == Errno.OK)
        {
            foreach (ReadOnlySpan<char> line in content.AsSpan().EnumerateLines())
            {
                // 0 stands for a process outside the reader's pid namespace.
                if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && pid > 0)
                {
                    pids.Add(pid);
                }
            }
        }

        foreach (string name in directory.Children())
        {
            using CgroupDirectory? child = directory.OpenDirectory(name);
            if (child is not null)
            {
                ListProcesses(child, pids);
            }
        }
    }

    private void KillListed()
    {
        HashSet<int> killed = [];
        for (int round = 0; round < MostKillRounds; round++)
        {
            // While frozen nothing forks, and no listed pid can end and be reused before it is signalled.
            TryFreeze();
            bool found = false;
            foreach (int pid in Processes())
            {
                found |= killed.Add(pid);
                _ = kill(pid, SIGKILL);
            }

            TryThaw();
            if (!found)
            {
                return;
            }
        }
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
