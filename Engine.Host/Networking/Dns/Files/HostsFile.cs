using System.Buffers;
using System.Net;
using System.Text;
using Engine.Host.Errors;

namespace Engine.Host.Networking.Dns.Files;

/// <summary>What a container's hosts(5) says, line by line as dockerd writes it.</summary>
internal static class HostsFile
{
    /// <summary>In the place of an address: the one by which containers reach the host.</summary>
    public const string HostGateway = "host-gateway";

    /// <summary>The host's, which a container of the host's network has.</summary>
    public const string HostPath = "/etc/hosts";

    private const string Begin =
        "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nff00::\tip6-mcastprefix\n"
        + "ff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n";

    private static readonly SearchValues<char> s_parting = SearchValues.Create(" \t\r\n\v\f\0#");

    /// <summary>All of the file.</summary>
    /// <param name="extraHosts"><c>NAME:ADDRESS</c>, and <c>NAME:host-gateway</c>.</param>
    /// <param name="hostGateway">Addresses of the host.</param>
    /// <param name="lines">Lines of links and of the container's own addresses.</param>
    /// <exception cref="InvalidArgumentException">An extra host has no address.</exception>
    public static string ToText(IEnumerable<string> extraHosts, IReadOnlyList<IPAddress> hostGateway, IEnumerable<string> lines)
    {
        var text = new StringBuilder(Begin);
        foreach (var entry in extraHosts)
        {
            var (name, address) = Split(entry);
            foreach (var resolved in address is null ? hostGateway : [address])
            {
                text.Append(resolved).Append('\t').Append(name).Append('\n');
            }

            if (address is null && hostGateway.Count == 0)
            {
                throw new InvalidArgumentException("unable to derive the IP value for host-gateway");
            }
        }

        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The name and the address of an extra host; null: the host's gateway.</summary>
    /// <exception cref="InvalidArgumentException">It is no such thing, or would be more than one line (CVE-2026-15809).</exception>
    public static (string Name, IPAddress? Address) Split(string entry)
    {
        var split = entry.IndexOf(':', StringComparison.Ordinal);
        if (split <= 0 || entry.AsSpan(0, split).ContainsAny(s_parting))
        {
            throw new InvalidArgumentException($"bad format for add-host: \"{entry}\"");
        }

        var address = entry[(split + 1)..];
        return address == HostGateway
            ? (entry[..split], null)
            : IPAddress.TryParse(address, out var parsed)
                ? (entry[..split], parsed)
                : throw new InvalidArgumentException($"invalid IP address in add-host: \"{address}\"");
    }

    /// <summary>The line of one of the container's own addresses.</summary>
    /// <param name="address">The address.</param>
    /// <param name="hostname">The container's host name, perhaps with a domain in it.</param>
    /// <param name="domainname">Its domain, or empty.</param>
    public static string OwnLine(string address, string hostname, string domainname)
    {
        var full = domainname.Length > 0 ? $"{hostname}.{domainname}" : hostname;
        var dot = full.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? $"{address}\t{full} {full[..dot]}" : $"{address}\t{full}";
    }

    /// <summary>Changes lines in a file that others may have changed too: what they wrote stays.</summary>
    public static string Update(string text, IEnumerable<string> removed, IEnumerable<string> added)
    {
        var lines = text.Split('\n').ToList();
        if (lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        foreach (var line in removed)
        {
            lines.Remove(line);
        }

        lines.AddRange(added);
        return string.Join('\n', lines) + "\n";
    }
}
