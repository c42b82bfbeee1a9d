using System.Net;
using System.Net.Sockets;
using Engine.Host.Configuration;
using Engine.Host.Logging;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Engine.Host.Hosting;

/// <summary>
/// Kestrel on every address: HTTP for REST, and the bare connection for JSON-RPC. Kestrel is used without a host or a container of
/// services, which an engine of two faces does not need and which would cost memory in every idle daemon.
/// </summary>
internal sealed partial class ApiServer : IAsyncDisposable
{
    private readonly Dictionary<string, Socket> _bound = [];
    private readonly EngineOptions _options;
    private readonly SystemdSockets _systemd;
    private readonly UnixListener _unix;
    private readonly ILogger<ApiServer> _logger;
    private readonly KestrelServer _kestrel;

    public ApiServer(EngineOptions options, SystemdSockets systemd, ConnectionDelegate rpc, ILoggerFactory loggers)
    {
        _options = options;
        _systemd = systemd;
        _logger = loggers.CreateLogger<ApiServer>();
        _unix = new UnixListener(options.Group, loggers.CreateLogger<UnixListener>());
        var kestrel = new KestrelServerOptions { AddServerHeader = false };

        // Archives have no size limit, and streams may rest for days.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        foreach (var host in options.Hosts)
        {
            Listen(kestrel, host, endpoint => endpoint.Use(ConnectionTakeover.Wrap));
        }

        Listen(kestrel, options.Rpc, endpoint => endpoint.Use(_ => rpc));
        var transport = new SocketTransportOptions { CreateBoundListenSocket = Bind };
        _kestrel = new KestrelServer(
            Options.Create(kestrel), new SocketTransportFactory(Options.Create(transport), loggers), loggers);
    }

    /// <exception cref="StartException">An address cannot be listened on.</exception>
    public async Task StartAsync<TContext>(IHttpApplication<TContext> rest, CancellationToken cancellationToken)
        where TContext : notnull
    {
        try
        {
            await _kestrel.StartAsync(rest, cancellationToken);
        }
        catch (IOException e)
        {
            throw new StartException(e.Message, e);
        }

        foreach (var address in _options.Hosts)
        {
            Listening("REST", address.Text);
        }

        Listening("JSON-RPC", _options.Rpc.Text);
    }

    /// <summary>Stops listening, and ends connections that did not end by themselves until the token is cancelled.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _kestrel.Dispose();

        // What systemd listens on is not this process's to remove.
        foreach (var path in _bound.Keys)
        {
            File.Delete(path);
        }

        return ValueTask.CompletedTask;
    }

    private void Listen(KestrelServerOptions kestrel, ListenAddress address, Action<ListenOptions> configure)
    {
        if (address.SocketPath is { } path)
        {
            kestrel.ListenUnixSocket(path, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.Use(next => connection => CheckPeerAsync(connection, path, next));
                configure(endpoint);
            });
            return;
        }

        if (!address.IsLocal && _options.Tls is null)
        {
            PlainTcp(address.Text);
        }

        kestrel.Listen(address.EndPoint!, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            if (_options.Tls is { } tls)
            {
                endpoint.Use(TlsConnections.Create(tls));
            }

            configure(endpoint);
        });
    }

    private Socket Bind(EndPoint endPoint)
    {
        if (endPoint is not UnixDomainSocketEndPoint unix)
        {
            return _systemd.Find(ListenAddress.Tcp((IPEndPoint)endPoint)) ?? SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }

        var path = unix.ToString();
        if (_systemd.Find(ListenAddress.Unix(path)) is { } inherited)
        {
            return inherited;
        }

        var socket = _unix.Listen(path);
        _bound.Add(path, socket);
        return socket;
    }

    private Task CheckPeerAsync(ConnectionContext connection, string path, ConnectionDelegate next)
    {
        var socket = connection.Features.Get<IConnectionSocketFeature>()!.Socket;
        if (SocketPeerCheck.IsAdmitted((int)socket.Handle, path, out var peer))
        {
            return next(connection);
        }

        PeerRefused(peer.Pid, peer.Uid, path);
        connection.Abort(new ConnectionAbortedException("the peer may not use this socket"));
        return Task.CompletedTask;
    }

    [LoggerMessage((int)LogEvent.Listening, LogLevel.Information, "{Face} on {Address}")]
    private partial void Listening(string face, string address);

    [LoggerMessage((int)LogEvent.PlainTcp, LogLevel.Warning, "Everybody who reaches {Address} is root on this machine: it is served without TLS")]
    private partial void PlainTcp(string address);

    [LoggerMessage((int)LogEvent.PeerRefused, LogLevel.Warning, "Process {Pid} of user {Uid} may not use {Path}")]
    private partial void PeerRefused(int pid, uint uid, string path);
}
