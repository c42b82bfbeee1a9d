using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Engine.Host.Errors;

namespace Engine.Host.Registry;

/// <summary>
/// The certificates of one registry, by dockerd's layout: <c>certs.d/HOST[:PORT]/</c> with authorities in <c>*.crt</c> and client certificates in
/// <c>NAME.cert</c> with their keys in <c>NAME.key</c>. Authorities come on top of the system's.
/// </summary>
internal sealed class RegistryCertificates
{
    private readonly X509Certificate2Collection authorities = [];
    private readonly X509Certificate2Collection clients = [];

    /// <exception cref="EngineException">A file is not what its name says.</exception>
    public static RegistryCertificates Load(IEnumerable<string> directories, string host)
    {
        var certificates = new RegistryCertificates();
        var directory = directories.Select(parent => Path.Combine(parent, host)).FirstOrDefault(Directory.Exists);
        if (directory is not null)
        {
            Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToList().ForEach(certificates.Add);
        }

        return certificates;
    }

    /// <summary>How TLS is spoken with that registry.</summary>
    /// <param name="isChecked">The registry's certificate must be good.</param>
    public SslClientAuthenticationOptions Options(bool isChecked)
    {
        var options = new SslClientAuthenticationOptions { ClientCertificates = clients };
        if (!isChecked)
        {
#pragma warning disable CA5359 // Whoever configured the registry as insecure has said so.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (authorities.Count > 0)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, sent, errors) =>
                errors == SslPolicyErrors.None
                || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 leaf && IsIssued(leaf, sent));
        }

        return options;
    }

    private bool IsIssued(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        if (sent is not null)
        {
            // The authorities between, which the server sends along.
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private void Add(string file)
    {
        try
        {
            switch (Path.GetExtension(file))
            {
                case ".crt":
                    authorities.ImportFromPemFile(file);
                    break;
                case ".cert":
                    var key = Path.ChangeExtension(file, ".key");
                    if (!File.Exists(key))
                    {
                        throw new InvalidArgumentException($"missing key {Path.GetFileName(key)} for client certificate {Path.GetFileName(file)}. "
                            + "CA certificates must use the extension .crt");
                    }

                    // OpenSSL wants certificate and key as one; a pair read from PEM is only that after it was written once.
                    using (var pair = X509Certificate2.CreateFromPemFile(file, key))
                    {
                        clients.Add(X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null));
                    }

                    break;
                case ".key" when !File.Exists(Path.ChangeExtension(file, ".cert")):
                    throw new InvalidArgumentException($"missing client certificate {Path.GetFileNameWithoutExtension(file)}.cert for key {Path.GetFileName(file)}");
            }
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidArgumentException($"cannot use {file}: {e.Message}", innerException: e);
        }
    }
}
