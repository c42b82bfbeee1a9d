using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>
/// The one pair of buffers that all reading and log writing of the process shares: with one thread, only one handler works at a time.
/// A handler that holds a part of <see cref="Transfer"/> must not call into the loop.
/// </summary>
internal sealed class WorkBuffers : IDisposable
{
    /// <summary>Bytes of <see cref="Transfer"/>: one stream frame's worth.</summary>
    public const int TransferSize = Oci.Monitor.MonitorFrame.MaxStreamPayload;

    private const int LogSize = 256 * 1024;

    private readonly AnonymousMemory _memory = new(TransferSize + LogSize);

    /// <summary>What was just read from a pipe, terminal or socket.</summary>
    public Span<byte> Transfer => _memory.Span[..TransferSize];

    /// <summary>Encoded log lines on their way to the file.</summary>
    public Span<byte> Log => _memory.Span[TransferSize..];

    /// <summary>Gives the memory back until it is needed again.</summary>
    public void Forget() => _memory.Forget();

    public void Dispose() => _memory.Dispose();
}
