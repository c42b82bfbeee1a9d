using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Sessions;

/// <summary>A duplex connection to the standard streams of a container or an exec. Disposing it detaches.</summary>
internal interface IContainerSession : IAsyncDisposable
{
    /// <summary>The process has a terminal: output comes as one stream.</summary>
    bool Tty { get; }

    /// <summary>How the process ended; set when <see cref="ReadAsync"/> has returned null because it did.</summary>
    ExitRecord? Exit { get; }

    /// <summary>Sends bytes to standard input. Waits while a container that was attached to before its start does not run.</summary>
    ValueTask WriteStdinAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Ends standard input.</summary>
    ValueTask CloseStdinAsync(CancellationToken cancellationToken);

    /// <summary>The next bytes of output, or null at the end.</summary>
    ValueTask<StreamFrame?> ReadAsync(CancellationToken cancellationToken);
}
