using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Engine.Host.Containers;
using Engine.Host.Errors;

namespace Engine.Host.Networking.Ports;

/// <summary>Reads what a container wants published.</summary>
internal static class PortRequests
{
    /// <exception cref="InvalidArgumentException">A port or an address that is none.</exception>
    public static IReadOnlyList<PortRequest> Of(ContainerConfiguration configuration)
    {
        var requests = new List<PortRequest>();
        foreach ((string port, IReadOnlyList<PortBinding> bindings) in configuration.PortBindings)
        {
            (ProtocolType protocol, int number) = Port(port);
            IEnumerable<PortBinding> wanted = bindings.Count == 0 ? [new PortBinding("", "")] : bindings;
            requests.AddRange(wanted.Select(binding => Of(protocol, number, binding)));
        }

        if (configuration.PublishAllPorts)
        {
            foreach (string port in configuration.ExposedPorts.Where(port => !configuration.PortBindings.ContainsKey(port)))
            {
                (ProtocolType protocol, int number) = Port(port);
                requests.Add(new PortRequest(protocol, number, null, 0, 0));
            }
        }

        // Fixed ports first: a chosen one must not be in their way.
        return [.. requests.OrderBy(request => request.First == 0).ThenBy(request => request.ContainerPort)];
    }

    private static PortRequest Of(ProtocolType protocol, int number, PortBinding binding)
    {
        IPAddress? address = null;
        string text = binding.HostIp.Trim('[', ']');
        if (text.Length > 0 && !IPAddress.TryParse(text, out address))
        {
            throw new InvalidArgumentException($"invalid IP address in port binding: {binding.HostIp}");
        }

        string[] range = binding.HostPort.Split('-', 2);
        int first = range[0].Length == 0 ? 0 : Number(range[0], binding.HostPort);
        int last = range.Length == 1 ? first : Number(range[1], binding.HostPort);
        return last >= first
            ? new PortRequest(protocol, number, address, first, last)
            : throw new InvalidArgumentException($"invalid port specification: \"{binding.HostPort}\"");
    }

    private static (ProtocolType Protocol, int Number) Port(string text)
    {
        string[] parts = text.Split('/', 2);
        ProtocolType protocol = PortRequest.ProtocolOf(parts.Length == 1 ? "tcp" : parts[1])
            ?? throw new InvalidArgumentException($"invalid port specification: \"{text}\": unknown protocol");
        int number = Number(parts[0], text);
        return number > 0 ? (protocol, number) : throw new InvalidArgumentException($"invalid port specification: \"{text}\"");
    }

    private static int Number(string text, string whole) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= ushort.MaxValue
            ? number
            : throw new InvalidArgumentException($"invalid port specification: \"{whole}\"");
}
