using Engine.Linux;

namespace Engine.Host.Networking.Dns.Server;

/// <summary>A socket of a <see cref="SocketLoop"/>, which alone uses it.</summary>
internal abstract class LoopSocket(FileDescriptor descriptor)
{
    private readonly FileDescriptor _descriptor = descriptor;

    /// <summary>The descriptor's number, while the socket is open.</summary>
    public int Number => _descriptor.Number;

    /// <summary>Its place in the loop's table, or -1.</summary>
    public int Slot { get; set; } = -1;

    public bool IsClosed => _descriptor.IsClosed;

    /// <summary>Something can be done; that nothing can after all is possible too.</summary>
    public abstract void OnReady(EpollEvents events);

    /// <summary>Called regularly while the loop is <see cref="SocketLoop.Watch">watching</see> the socket.</summary>
    /// <param name="now">Milliseconds of the system's clock (<see cref="Environment.TickCount64"/>).</param>
    public virtual void OnTick(long now)
    {
    }

    /// <summary>Called by the loop, which has forgotten the socket.</summary>
    public virtual void Close() => _descriptor.Dispose();
}
