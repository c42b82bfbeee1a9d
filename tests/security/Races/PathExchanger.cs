using System.Text;
using Engine.Linux.Syscalls;

namespace Engine.Security.Tests.Races;

/// <summary>The attacker: exchanges two paths for each other, as fast as the kernel can, until disposed (renameat2(2)).</summary>
internal sealed class PathExchanger : IDisposable
{
    private const uint RENAME_EXCHANGE = 2;

    private readonly Thread _thread;
    private volatile bool _stop;
    private long _exchanges;

    public PathExchanger(string one, string other)
    {
        byte[] first = Encoding.UTF8.GetBytes(one + '\0');
        byte[] second = Encoding.UTF8.GetBytes(other + '\0');
        _thread = new Thread(() =>
        {
            while (!_stop)
            {
                if (Syscall.TryRenameAt2(Syscall.AT_FDCWD, first, Syscall.AT_FDCWD, second, RENAME_EXCHANGE) == 0)
                {
                    _exchanges++;
                }
            }
        });
        _thread.Start();
    }

    /// <summary>How often it succeeded: a race that was never run proves nothing.</summary>
    public long Exchanges => Volatile.Read(ref _exchanges);

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
    }
}
