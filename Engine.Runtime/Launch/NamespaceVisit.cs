using Engine.Linux;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>The calling thread's stay in namespaces that a child is to be born in. Disposing goes back.</summary>
internal sealed class NamespaceVisit : IDisposable
{
    private readonly List<(ulong Flag, FileDescriptor Own)> _left = [];

    private NamespaceVisit()
    {
    }

    public static NamespaceVisit Enter(IReadOnlyList<NamespaceJoin> joins)
    {
        var visit = new NamespaceVisit();
        try
        {
            foreach (var join in joins)
            {
                // For the pid namespace the own one is that of children, which the thread may have left already.
                var own = NativePath.Open(AT_FDCWD, $"/proc/thread-self/ns/{join.Name}", O_RDONLY);
                visit._left.Insert(0, (join.Flag, own));
                using var there = NativePath.Open(AT_FDCWD, join.Path, O_RDONLY);
                var result = Invoke(SYS_setns, there.Number, (nint)join.Flag);
                if (result < 0)
                {
                    throw new LaunchException($"join the {join.Name} namespace {join.Path}", (Errno)(int)-result);
                }
            }

            return visit;
        }
        catch
        {
            visit.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var (flag, own) in _left)
        {
            _ = Invoke(SYS_setns, own.Number, (nint)flag);
            own.Dispose();
        }

        _left.Clear();
    }
}
