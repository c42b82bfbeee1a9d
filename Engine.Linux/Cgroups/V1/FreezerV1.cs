namespace Engine.Linux.Cgroups;

/// <summary>The freezer of version 1 (kernel's cgroup-v1/freezer-subsystem.rst).</summary>
internal static class FreezerV1
{
    internal const string StateFile = "freezer.state";
    internal const string Thawed = "THAWED";
    private const string Frozen = "FROZEN";

    private const int Attempts = 1000;
    private const int LookAgain = 20;
    private const int StartOver = 50;

    /// <summary>Freezes; false when the processes did not all stop within about a second.</summary>
    internal static bool Freeze(CgroupDirectory group)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt % StartOver == StartOver - 1)
            {
                // A fork in a vfork, or a task waiting for a frozen one, can keep the group FREEZING for ever: let it run and try anew.
                group.Write(StateFile, Thawed);
                Nanosleep.Milliseconds(1);
            }

            group.Write(StateFile, Frozen);
            if (attempt % LookAgain == LookAgain - 1)
            {
                Nanosleep.Milliseconds(1);
            }

            if (group.Read(StateFile).AsSpan().Trim() is Frozen)
            {
                return true;
            }
        }

        return false;
    }

    internal static void Thaw(CgroupDirectory group) => group.Write(StateFile, Thawed);

    internal static bool IsFrozen(CgroupDirectory group) =>
        group.TryRead(StateFile, out string state) == Errno.OK && state.AsSpan().Trim() is not Thawed;
}
