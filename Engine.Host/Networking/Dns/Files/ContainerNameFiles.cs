using System.Net;
using System.Security.Cryptography;
using System.Text;
using Engine.Host.Containers;
using Engine.Linux;

namespace Engine.Host.Networking.Dns.Files;

/// <summary>
/// A container's hosts and resolv.conf. They are mounted into it, so they are always written in their place, and its programs may write
/// them too: a resolv.conf that is not what was last written here is left alone.
/// </summary>
internal static class ContainerNameFiles
{
    // rw-r--r--: for any user of the container to read.
    private const uint Mode = 0x1A4;

    // A container may make them as large as its disk; who does that looks after them himself.
    private const int MaxSize = 1024 * 1024;

    /// <summary>Writes both for a container that has no addresses yet.</summary>
    public static void Create(ContainerConfiguration configuration, ContainerPaths paths, IReadOnlyList<IPAddress> hostGateway)
    {
        if (configuration.UsesHostNetwork && configuration.ExtraHosts.Count == 0 && File.Exists(HostsFile.HostPath))
        {
            Write(paths.Hosts, File.ReadAllText(HostsFile.HostPath));
        }
        else
        {
            WriteHosts(configuration, paths, hostGateway, []);
        }

        WriteResolvConf(paths, ResolvConfOf(configuration, ownServer: null, hasIPv6: false));
    }

    /// <summary>Writes hosts anew.</summary>
    public static void WriteHosts(
        ContainerConfiguration configuration, ContainerPaths paths, IReadOnlyList<IPAddress> hostGateway, IEnumerable<string> lines) =>
        Write(paths.Hosts, HostsFile.ToText(configuration.ExtraHosts, hostGateway, lines));

    /// <summary>Changes lines of hosts.</summary>
    public static void UpdateHosts(ContainerPaths paths, IReadOnlyList<string> removed, IReadOnlyList<string> added)
    {
        if ((removed.Count > 0 || added.Count > 0) && TryRead(paths.Hosts) is { } text)
        {
            Write(paths.Hosts, HostsFile.Update(text, removed, added));
        }
    }

    /// <summary>Writes resolv.conf, if it is still as it was last written here.</summary>
    public static void UpdateResolvConf(ContainerConfiguration configuration, ContainerPaths paths, IPAddress? ownServer, bool hasIPv6)
    {
        if (TryRead(paths.ResolvConf) is not { } written || (TryRead(paths.ResolvConfHash) is { } hash && hash != Hash(written)))
        {
            return;
        }

        var text = ResolvConfOf(configuration, ownServer, hasIPv6);
        if (text != written)
        {
            WriteResolvConf(paths, text);
        }
    }

    private static void WriteResolvConf(ContainerPaths paths, string text)
    {
        Write(paths.ResolvConf, text);
        Write(paths.ResolvConfHash, Hash(text));
    }

    private static string ResolvConfOf(ContainerConfiguration configuration, IPAddress? ownServer, bool hasIPv6)
    {
        if (configuration.UsesHostNetwork)
        {
            return Override(ResolvConf.Load(ResolvConf.HostPath)).ToHostText();
        }

        var file = Override(ResolvConf.LoadHost());
        return ownServer is null ? file.ToBridgeText(hasIPv6) : file.ToOwnText(ownServer);

        ResolvConf Override(ResolvConf host) => host.Override(configuration.Dns, configuration.DnsSearch, configuration.DnsOptions);
    }

    private static string Hash(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Write(string path, string text) => SmallFile.Write(path, Encoding.UTF8.GetBytes(text), Mode);

    private static string? TryRead(string path)
    {
        var size = new FileInfo(path) is { Exists: true } file ? file.Length : -1;
        return size is >= 0 and <= MaxSize ? File.ReadAllText(path) : null;
    }
}
