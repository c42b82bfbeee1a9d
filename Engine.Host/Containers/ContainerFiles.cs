using System.Net;
using System.Text;
using Engine.Host.Errors;
using Engine.Host.Storage;
using Engine.Linux;

namespace Engine.Host.Containers;

/// <summary>Writes the files of a container's directory that are mounted into it.</summary>
internal static class ContainerFiles
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the container's directory.</summary>
    public static void CreateDirectory(ContainerPaths paths) => CreatePrivate(paths.Directory);

    /// <summary>Makes the directory of the monitor's socket, anew.</summary>
    public static void CreateRunDirectory(ContainerPaths paths)
    {
        CreatePrivate(paths.RunDirectory);
        Directory.CreateDirectory(paths.Execs, Private);
        File.Delete(paths.Socket);
        File.Delete(paths.Health);
    }

    /// <summary>Writes hostname, hosts and resolv.conf. Their content is for any user of the container to read.</summary>
    public static void Write(ContainerConfiguration configuration, ContainerPaths paths)
    {
        Write(paths.Hostname, configuration.Hostname + "\n");
        Write(paths.Hosts, Hosts(configuration));
        Write(paths.ResolvConf, ResolvConf(configuration));
    }

    private static void Write(string path, string text)
    {
        const uint everybodyReads = 0x1A4;
        SmallFile.Write(path, Encoding.UTF8.GetBytes(text), everybodyReads);
    }

    // The mode is only for the last directory of the path; the one that holds all of them is nobody else's business either (CVE-2021-41091).
    private static void CreatePrivate(string path)
    {
        string all = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(all))
        {
            Directory.CreateDirectory(all, Private);
            DirectoryTree.SpreadChildren(all);
        }

        Directory.CreateDirectory(path, Private);
    }

    private static string Hosts(ContainerConfiguration configuration)
    {
        if (configuration.UsesHostNetwork && configuration.ExtraHosts.Count == 0 && File.Exists("/etc/hosts"))
        {
            return File.ReadAllText("/etc/hosts");
        }

        var text = new StringBuilder(
            "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nff00::\tip6-mcastprefix\n"
            + "ff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n");
        foreach (string entry in configuration.ExtraHosts)
        {
            int split = entry.IndexOf(':');
            if (split <= 0 || !IPAddress.TryParse(entry.AsSpan(split + 1), out IPAddress? address))
            {
                throw new InvalidArgumentException($"invalid IP address in add-host: \"{(split < 0 ? entry : entry[(split + 1)..])}\"");
            }

            text.Append(address).Append('\t').Append(entry.AsSpan(0, split)).Append('\n');
        }

        return text.ToString();
    }

    private static string ResolvConf(ContainerConfiguration configuration)
    {
        const string Host = "/etc/resolv.conf";
        if (configuration.Dns.Count == 0 && configuration.DnsSearch.Count == 0 && configuration.DnsOptions.Count == 0)
        {
            return File.Exists(Host) ? File.ReadAllText(Host) : "";
        }

        var text = new StringBuilder();
        foreach (string server in configuration.Dns)
        {
            text.Append("nameserver ").Append(server).Append('\n');
        }

        if (configuration.DnsSearch.Count > 0)
        {
            text.Append("search ").AppendJoin(' ', configuration.DnsSearch).Append('\n');
        }

        if (configuration.DnsOptions.Count > 0)
        {
            text.Append("options ").AppendJoin(' ', configuration.DnsOptions).Append('\n');
        }

        return text.ToString();
    }
}
