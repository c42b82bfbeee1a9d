namespace Engine.Linux.Cgroups;

public abstract partial class Cgroup
{
    private const int DeleteAttempts = 24;
    private const int LongestDeletePause = 128;

    /// <summary>
    /// Removes the group and all groups below it from every hierarchy. Processes that are just ending keep a group busy, so it is tried
    /// again for about two seconds. No error if there is no such group.
    /// </summary>
    /// <exception cref="LinuxException">The group still has processes (EBUSY), or the kernel refused otherwise.</exception>
    public void Delete()
    {
        LinuxException? failure = null;
        int pause = 1;
        for (int attempt = 0; attempt < DeleteAttempts; attempt++)
        {
            failure = null;
            foreach (CgroupMember member in _members)
            {
                Errno errno = member.Remove();
                if (errno is not (Errno.OK or Errno.ENOENT))
                {
                    failure = new("rmdir", errno, member.Hierarchy.MountPoint + Path);
                }
            }

            if (failure is null)
            {
                return;
            }

            if (failure.Errno is not (Errno.EBUSY or Errno.ENOTEMPTY))
            {
                break;
            }

            Nanosleep.Milliseconds(pause);
            pause = Math.Min(pause * 2, LongestDeletePause);
        }

        throw failure!;
    }
}
