using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>Descriptors that are closed together.</summary>
internal sealed class Descriptors : IDisposable
{
    private readonly List<int> _open = [];

    public int Add(int fd)
    {
        _open.Add(fd);
        return fd;
    }

    /// <summary>Gives a descriptor up without closing it.</summary>
    public int Release(int fd)
    {
        _open.Remove(fd);
        return fd;
    }

    public void Dispose()
    {
        foreach (var fd in _open)
        {
            _ = Invoke(SYS_close, fd);
        }

        _open.Clear();
    }
}
