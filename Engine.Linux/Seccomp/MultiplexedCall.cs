namespace Engine.Linux.Seccomp;

/// <summary>
/// System calls that 32-bit x86 also reaches through socketcall(2) and ipc(2), whose first argument says which one is meant and whose other
/// arguments a filter cannot see.
/// </summary>
internal static class MultiplexedCall
{
    private const uint SocketCall = 102;
    private const uint Ipc = 117;

    /// <summary>The number of the multiplexer and the value of its first argument.</summary>
    /// <returns>False when the call is not a multiplexed one.</returns>
    internal static bool TryGet(string name, out uint multiplexer, out uint call)
    {
        // linux/net.h SYS_* and linux/ipc.h.
        (multiplexer, call) = name switch
        {
            "socket" => (SocketCall, 1u),
            "bind" => (SocketCall, 2u),
            "connect" => (SocketCall, 3u),
            "listen" => (SocketCall, 4u),
            "accept" => (SocketCall, 5u),
            "getsockname" => (SocketCall, 6u),
            "getpeername" => (SocketCall, 7u),
            "socketpair" => (SocketCall, 8u),
            "send" => (SocketCall, 9u),
            "recv" => (SocketCall, 10u),
            "sendto" => (SocketCall, 11u),
            "recvfrom" => (SocketCall, 12u),
            "shutdown" => (SocketCall, 13u),
            "setsockopt" => (SocketCall, 14u),
            "getsockopt" => (SocketCall, 15u),
            "sendmsg" => (SocketCall, 16u),
            "recvmsg" => (SocketCall, 17u),
            "accept4" => (SocketCall, 18u),
            "recvmmsg" => (SocketCall, 19u),
            "sendmmsg" => (SocketCall, 20u),
            "semop" => (Ipc, 1u),
            "semget" => (Ipc, 2u),
            "semctl" => (Ipc, 3u),
            "semtimedop" => (Ipc, 4u),
            "msgsnd" => (Ipc, 11u),
            "msgrcv" => (Ipc, 12u),
            "msgget" => (Ipc, 13u),
            "msgctl" => (Ipc, 14u),
            "shmat" => (Ipc, 21u),
            "shmdt" => (Ipc, 22u),
            "shmget" => (Ipc, 23u),
            "shmctl" => (Ipc, 24u),
            _ => default,
        };
        return multiplexer != 0;
    }
}
