namespace Engine.Host.Configuration;

/// <summary>TLS for the TCP addresses. All files are PEM.</summary>
internal sealed record TlsOptions
{
    /// <summary>The server's certificate, with its chain.</summary>
    public required string CertificatePath { get; init; }

    /// <summary>The certificate's private key.</summary>
    public required string KeyPath { get; init; }

    /// <summary>The authorities whose clients are let in, or null when clients are not asked for a certificate.</summary>
    public string? ClientAuthorityPath { get; init; }
}
