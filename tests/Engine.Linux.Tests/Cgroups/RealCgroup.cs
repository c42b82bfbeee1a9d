using System.Diagnostics;
using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>A group of this machine for one test, and processes in it. Everything is gone after <see cref="Dispose"/>.</summary>
internal sealed class RealCgroup : IDisposable
{
    private readonly List<Process> _processes = [];
    private readonly string _top;

    private RealCgroup(CgroupLayout layout)
    {
        _top = $"/engine-test-{Guid.NewGuid():N}";
        Group = Cgroup.Create(layout, $"{_top}/group");
    }

    internal Cgroup Group { get; }

    /// <summary>Makes a group, or skips the test where that is not possible.</summary>
    internal static RealCgroup CreateOrSkip() => CreateOrSkip(CgroupLayout.Detect());

    /// <summary>Makes a group on some of the hierarchies, or skips the test where that is not possible.</summary>
    internal static RealCgroup CreateOrSkip(CgroupLayout layout)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("making control groups needs root");
        }

        try
        {
            return new(layout);
        }
        catch (LinuxException error) when (error.Errno is Errno.EROFS or Errno.EACCES or Errno.EPERM)
        {
            Assert.Skip($"control groups cannot be made here: {error.Message}");
            throw;
        }
    }

    internal string FileOf(string hierarchy, string file)
    {
        string root = Group.Layout.Hierarchies.Single(found => Path.GetFileName(found.MountPoint) == hierarchy).MountPoint;
        return File.ReadAllText(root + Group.Path + "/" + file).Trim();
    }

    /// <summary>Starts a shell that joins by writing to every cgroup.procs, as a container's child does, and then runs the script.</summary>
    internal Process Start(string script)
    {
        string join = string.Concat(Group.Layout.Hierarchies.Select(hierarchy => $"echo 0 > {hierarchy.MountPoint}{Group.Path}/cgroup.procs\n"));
        ProcessStartInfo start = new("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"set -e\n{join}set +e\necho joined\n{script}");
        Process process = Process.Start(start)!;
        _processes.Add(process);
        Assert.Equal("joined", process.StandardOutput.ReadLine());
        return process;
    }

    public void Dispose()
    {
        Group.KillAll();
        foreach (Process process in _processes)
        {
            process.WaitForExit();
            process.Dispose();
        }

        Group.Delete();
        Cgroup top = Cgroup.Open(Group.Layout, _top);
        top.Delete();
        top.Dispose();
        Group.Dispose();
    }
}
