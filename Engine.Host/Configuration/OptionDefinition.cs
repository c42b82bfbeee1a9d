namespace Engine.Host.Configuration;

/// <summary>An option: one word for the command line and one for the file, which differ where a list is singular as a flag.</summary>
/// <param name="Flag">The flag without its dashes.</param>
/// <param name="Key">The key in the file.</param>
/// <param name="Shape">What it takes.</param>
/// <param name="Help">What it is for, for <c>--help</c>.</param>
internal sealed record OptionDefinition(string Flag, string Key, OptionShape Shape, string Help)
{
    public static readonly OptionDefinition DataRoot = new("data-root", "data-root", OptionShape.Text, "Directory of persistent state (/var/lib/engine)");
    public static readonly OptionDefinition ExecRoot = new("exec-root", "exec-root", OptionShape.Text, "Directory of run-time state (/run/engine)");
    public static readonly OptionDefinition Host = new("host", "hosts", OptionShape.TextList, "Where REST is served: unix:///PATH or tcp://ADDRESS:PORT");
    public static readonly OptionDefinition Rpc = new("rpc", "rpc", OptionShape.Text, "Where JSON-RPC is served: unix:///PATH");
    public static readonly OptionDefinition Runtime = new("runtime", "runtime", OptionShape.Text, "The engine-runtime program ($ENGINE_RUNTIME, or beside engine-host)");
    public static readonly OptionDefinition CgroupParent = new("cgroup-parent", "cgroup-parent", OptionShape.Text, "Cgroup below which those of containers are made (/engine)");
    public static readonly OptionDefinition Bridge = new("bridge", "bridge", OptionShape.Text, "Name of the default bridge (engine0)");
    public static readonly OptionDefinition Bip = new("bip", "bip", OptionShape.Text, "Address of the default bridge, ADDRESS/PREFIX");
    public static readonly OptionDefinition AddressPool = new("default-address-pool", "default-address-pools", OptionShape.PoolList, "Range for new networks, base=CIDR,size=N");
    public static readonly OptionDefinition Group = new("group", "group", OptionShape.Text, "Group that may use the sockets (engine)");
    public static readonly OptionDefinition PidFile = new("pidfile", "pidfile", OptionShape.Text, "File for the daemon's process id");
    public static readonly OptionDefinition TlsVerify = new("tlsverify", "tlsverify", OptionShape.Switch, "Serve TCP by TLS to clients of --tlscacert only; =false allows plain TCP");
    public static readonly OptionDefinition TlsCaCert = new("tlscacert", "tlscacert", OptionShape.Text, "Authorities of the clients, PEM");
    public static readonly OptionDefinition TlsCert = new("tlscert", "tlscert", OptionShape.Text, "The server's certificate, PEM");
    public static readonly OptionDefinition TlsKey = new("tlskey", "tlskey", OptionShape.Text, "The certificate's key, PEM");
    public static readonly OptionDefinition InsecureRegistry = new("insecure-registry", "insecure-registries", OptionShape.TextList, "Registry that is not asked for a certificate: HOST[:PORT] or CIDR");
    public static readonly OptionDefinition RegistryMirror = new("registry-mirror", "registry-mirrors", OptionShape.TextList, "Registry asked before docker.io for what that has: a URL");
    public static readonly OptionDefinition RegistryCertificates = new("registry-certs", "registry-certs", OptionShape.Text, "Directory of registries' certificates (/etc/engine/certs.d, /etc/docker/certs.d)");
    public static readonly OptionDefinition HttpProxy = new("http-proxy", "http-proxy", OptionShape.Text, "Proxy for registries without TLS ($HTTP_PROXY)");
    public static readonly OptionDefinition HttpsProxy = new("https-proxy", "https-proxy", OptionShape.Text, "Proxy for registries with TLS ($HTTPS_PROXY)");
    public static readonly OptionDefinition NoProxy = new("no-proxy", "no-proxy", OptionShape.Text, "Hosts, domains and networks that are asked directly ($NO_PROXY)");
    public static readonly OptionDefinition MaxConcurrentDownloads = new("max-concurrent-downloads", "max-concurrent-downloads", OptionShape.Number, "Layers fetched at the same time (3)");
    public static readonly OptionDefinition MaxConcurrentUploads = new("max-concurrent-uploads", "max-concurrent-uploads", OptionShape.Number, "Layers sent at the same time (5)");
    public static readonly OptionDefinition MaxDownloadAttempts = new("max-download-attempts", "max-download-attempts", OptionShape.Number, "How often a registry is asked that fails (5)");
    public static readonly OptionDefinition LogLevel = new("log-level", "log-level", OptionShape.Text, "debug, info, warn, error or fatal (info)");

    /// <summary>Every option.</summary>
    public static readonly IReadOnlyList<OptionDefinition> All =
    [
        DataRoot, ExecRoot, Host, Rpc, Runtime, CgroupParent, Bridge, Bip, AddressPool, Group, PidFile, TlsVerify, TlsCaCert, TlsCert, TlsKey,
        InsecureRegistry, RegistryMirror, RegistryCertificates, HttpProxy, HttpsProxy, NoProxy, MaxConcurrentDownloads, MaxConcurrentUploads,
        MaxDownloadAttempts, LogLevel,
    ];
}
