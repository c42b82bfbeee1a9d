using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary><c>struct epoll_event</c> (epoll_ctl(2)), packed to 12 bytes on x86-64.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct EpollEvent
{
    /// <summary>What happened.</summary>
    public EpollEvents Events;

    /// <summary>The number the descriptor was registered with.</summary>
    public ulong Data;
}
