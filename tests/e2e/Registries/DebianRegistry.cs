using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Engine.EndToEnd.Tests;

/// <summary>Debian's docker-registry on loopback: its own storage and port, plain, or by TLS and with a password.</summary>
internal sealed class DebianRegistry : IAsyncDisposable
{
    public const string User = "user";
    public const string Password = "secret";

    // «secret» by bcrypt, the only form that the registry takes.
    private const string PasswordFile = "user:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private readonly string _directory = Directory.CreateTempSubdirectory("engine-registry-").FullName;
    private Process? _process;

    // A name for this machine that is not «localhost», which every client takes for safe without a certificate.
    private static readonly (string Address, string Name)? s_named = File.ReadLines("/etc/hosts")
        .Select(line => line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 1 && words[0].StartsWith("127.", StringComparison.Ordinal))
        .SelectMany(words => words[1..].Select(name => ((string, string)?)(words[0], name)))
        .FirstOrDefault(pair => !pair!.Value.Item2.Contains("localhost", StringComparison.Ordinal));

    private readonly PrivateNetwork _network;
    private readonly string _address;

    private DebianRegistry(PrivateNetwork network, string name, string address)
    {
        _network = network;
        _address = address;
        Host = $"{name}:{PrivateNetwork.FreePort()}";
    }

    /// <summary>Name and port, as references have them.</summary>
    public string Host { get; }

    /// <summary>Directories of certificates by dockerd's layout, for <c>--registry-certs</c>.</summary>
    public string Certificates => Path.Combine(_directory, "certs.d");

    /// <summary>Skips the test where there is no such program.</summary>
    public static void Require() => Assert.SkipWhen(Program is null, "docker-registry is neither installed nor in out/docker-registry (build.sh test fetches it where apt-get can)");

    /// <summary>Without TLS and passwords, where the engine is.</summary>
    public static Task<DebianRegistry> StartAsync(PrivateEngine engine) => new DebianRegistry(engine.Network, "localhost", "127.0.0.1").RunAsync("");

    /// <summary>By TLS under a name that nothing but its certificate vouches for, and with a password.</summary>
    public static Task<DebianRegistry> StartSecureAsync(PrivateEngine engine)
    {
        Assert.SkipWhen(s_named is null, "/etc/hosts has no name for loopback but localhost");
        var registry = new DebianRegistry(engine.Network, s_named!.Value.Name, s_named.Value.Address);
        registry.WriteCertificates();
        File.WriteAllText(Path.Combine(registry._directory, "htpasswd"), PasswordFile);
        return registry.RunAsync($"""
              tls:
                certificate: {registry._directory}/server.crt
                key: {registry._directory}/server.key
            auth:
              htpasswd:
                realm: tests
                path: {registry._directory}/htpasswd
            """);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(BuiltProgram.Ancestors().Select(directory => Path.Combine(directory.FullName, "out", "docker-registry", "usr", "bin")))
        .Select(directory => Path.Combine(directory, "docker-registry")).FirstOrDefault(File.Exists);

    private async Task<DebianRegistry> RunAsync(string more)
    {
        var port = Host.Split(':')[1];
        await File.WriteAllTextAsync(Path.Combine(_directory, "config.yml"), $"""
            version: 0.1
            log:
              level: error
            storage:
              filesystem:
                rootdirectory: {_directory}/data
            http:
              addr: {_address}:{port}
            {more}
            """ + "\n");
        _process = Process.Start(
            "/bin/sh",
            ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", Path.Combine(_directory, "log"), .. _network.Enter, Program!, "serve", Path.Combine(_directory, "config.yml")]);
        for (var i = 0; i < 1000; i++)
        {
            try
            {
                (await _network.ConnectAsync(new IPEndPoint(IPAddress.Parse(_address), int.Parse(port)))).Dispose();
                return this;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }

        throw new InvalidOperationException($"the registry did not start: {await File.ReadAllTextAsync(Path.Combine(_directory, "log"))}");
    }

    private void WriteCertificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host.Split(':')[0]}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host.Split(':')[0]);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path.Combine(_directory, "server.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_directory, "server.key"), key.ExportPkcs8PrivateKeyPem());
        Directory.CreateDirectory(Path.Combine(Certificates, Host));
        File.Copy(Path.Combine(_directory, "server.crt"), Path.Combine(Certificates, Host, "ca.crt"));
    }
}
