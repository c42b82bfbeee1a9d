using System.Net.Sockets;
using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>An engine the module talks to. It connects when it is first needed and again after the connection broke, so an engine may be
/// restarted under it. Safe for use by several runspaces at once.</summary>
public sealed class EngineSession : IDisposable
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private EngineClient? _client;

    internal EngineSession(string address)
    {
        Address = address;
        SocketPath = address.StartsWith("unix://", StringComparison.Ordinal) ? address["unix://".Length..] : address;
    }

    /// <summary>The engine's address, <c>unix:///run/engine/rpc.sock</c>.</summary>
    public string Address { get; }

    /// <summary>A connection exists now.</summary>
    public bool IsConnected => _client is { IsClosed: false };

    /// <summary>The session that cmdlets use without -Session.</summary>
    public bool IsDefault => ReferenceEquals(SessionTable.Existing, this);

    internal string SocketPath { get; }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _client, null)?.Dispose();

    /// <inheritdoc/>
    public override string ToString() => Address;

    internal async Task<EngineClient> GetClientAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsClosed: false } existing)
        {
            return existing;
        }

        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_client is { IsClosed: false } made)
            {
                return made;
            }

            _client?.Dispose();
            return _client = await EngineClient.ConnectAsync(SocketPath, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // A path that is too long for a socket address is an ArgumentException.
            throw new EngineConnectionException(Address, e);
        }
        finally
        {
            _connecting.Release();
        }
    }
}
