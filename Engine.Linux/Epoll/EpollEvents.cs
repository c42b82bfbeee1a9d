namespace Engine.Linux;

/// <summary>Event bits of <c>struct epoll_event</c> (epoll_ctl(2)), native spelling.</summary>
[Flags]
public enum EpollEvents : uint
{
    /// <summary>Nothing but errors and hang-ups, which are always reported.</summary>
    None = 0,
    /// <summary>Readable.</summary>
    EPOLLIN = 0x001,
    /// <summary>An exceptional condition; on a kernfs file: its contents changed.</summary>
    EPOLLPRI = 0x002,
    /// <summary>Writable.</summary>
    EPOLLOUT = 0x004,
    /// <summary>An error; always reported.</summary>
    EPOLLERR = 0x008,
    /// <summary>The other end is gone; always reported.</summary>
    EPOLLHUP = 0x010,
    /// <summary>The peer shut down its writing half.</summary>
    EPOLLRDHUP = 0x2000,
}
