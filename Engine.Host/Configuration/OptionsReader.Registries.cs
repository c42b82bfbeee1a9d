using System.Globalization;
using System.Net;
using Engine.Host.Registry;

namespace Engine.Host.Configuration;

internal sealed partial class OptionsReader
{
    private RegistryOptions Registries()
    {
        List<string> hosts = [];
        List<IPNetwork> networks = [];
        foreach (var value in _values[OptionDefinition.InsecureRegistry])
        {
            if (IPNetwork.TryParse(value.Text, out var network))
            {
                networks.Add(network);
            }
            else if (IsAuthority(value.Text))
            {
                hosts.Add(value.Text);
            }
            else
            {
                _faults.Add(new ConfigurationFault(value.Path, $"\"{value.Text}\" is neither HOST[:PORT] nor a network"));
            }
        }

        var defaults = new RegistryOptions();
        return defaults with
        {
            InsecureHosts = hosts,
            InsecureNetworks = networks,
            Mirrors = Mirrors(),
            CertificateDirectories = _values.Contains(OptionDefinition.RegistryCertificates)
                ? [AbsolutePath(OptionDefinition.RegistryCertificates, "")]
                : defaults.CertificateDirectories,
            HttpProxy = Proxy(OptionDefinition.HttpProxy),
            HttpsProxy = Proxy(OptionDefinition.HttpsProxy),
            NoProxy = Text(OptionDefinition.NoProxy),
            MaxConcurrentDownloads = Number(OptionDefinition.MaxConcurrentDownloads, defaults.MaxConcurrentDownloads),
            MaxConcurrentUploads = Number(OptionDefinition.MaxConcurrentUploads, defaults.MaxConcurrentUploads),
            MaxAttempts = Number(OptionDefinition.MaxDownloadAttempts, defaults.MaxAttempts),
        };
    }

    private List<Uri> Mirrors()
    {
        List<Uri> mirrors = [];
        foreach (var value in _values[OptionDefinition.RegistryMirror])
        {
            if (Uri.TryCreate(value.Text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
            {
                mirrors.Add(uri);
            }
            else
            {
                _faults.Add(new ConfigurationFault(value.Path, $"invalid mirror: \"{value.Text}\" is no URL of a registry, as https://HOST[:PORT]"));
            }
        }

        return mirrors;
    }

    private string? Proxy(OptionDefinition option)
    {
        var text = Text(option);
        if (text is { Length: > 0 } && !(Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" or "socks4" or "socks5"))
        {
            // Not the text itself: it may have a password in it.
            Fault(option, "is no URL of a proxy");
        }

        return text;
    }

    private int Number(OptionDefinition option, int byDefault)
    {
        var text = Text(option);
        if (text is not { Length: > 0 })
        {
            return byDefault;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1000)
        {
            return number;
        }

        Fault(option, $"must be a whole number from 1 to 1000, not \"{text}\"");
        return byDefault;
    }

    private static bool IsAuthority(string text) =>
        !text.Contains('/', StringComparison.Ordinal) && Uri.TryCreate("http://" + text + "/", UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0;
}
