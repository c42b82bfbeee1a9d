using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Engine.Host.Configuration;
using Microsoft.AspNetCore.Connections;

namespace Engine.Host.Hosting;

/// <summary>TLS on the TCP addresses, with clients proven by certificates of the configured authorities.</summary>
internal static class TlsConnections
{
    private static readonly TimeSpan s_handshakeTime = TimeSpan.FromSeconds(10);

    public static Func<ConnectionDelegate, ConnectionDelegate> Create(TlsOptions options)
    {
        var context = SslStreamCertificateContext.Create(
            X509Certificate2.CreateFromPemFile(options.CertificatePath, options.KeyPath), null, offline: true);
        var authorities = new X509Certificate2Collection();
        if (options.ClientAuthorityPath is { } path)
        {
            authorities.ImportFromPemFile(path);
        }

        var authentication = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = context,
            ClientCertificateRequired = options.ClientAuthorityPath is not null,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                ApplicationPolicy = { new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2") }, // id-kp-clientAuth, RFC 5280
            },
        };
        authentication.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        return next => connection => ServeAsync(connection, authentication, next);
    }

    private static async Task ServeAsync(ConnectionContext connection, SslServerAuthenticationOptions options, ConnectionDelegate next)
    {
        var raw = connection.Transport;
        await using var tls = new SslStream(new DuplexPipeStream(raw));
        using (var timeout = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed))
        {
            timeout.CancelAfter(s_handshakeTime);
            try
            {
                await tls.AuthenticateAsServerAsync(options, timeout.Token);
            }
            catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
            {
                connection.Abort(new ConnectionAbortedException("TLS handshake failed", e));
                return;
            }
        }

        var secured = new SecuredTransport(tls, raw);
        connection.Transport = secured;
        connection.Features.Set<IConnectionFinisher>(secured);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = raw;
        }
    }

    /// <summary>The decrypted connection.</summary>
    private sealed class SecuredTransport(SslStream tls, IDuplexPipe raw) : IDuplexPipe, IConnectionFinisher
    {
        public PipeReader Input { get; } = PipeReader.Create(tls, new StreamPipeReaderOptions(leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true));

        public IDuplexPipe Transport => raw;

        public async Task FinishAsync()
        {
            await Output.CompleteAsync();
            await tls.ShutdownAsync();
            await raw.Output.CompleteAsync();
        }
    }
}
