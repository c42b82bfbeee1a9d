namespace Engine.Host.Configuration;

internal sealed partial class OptionsReader
{
    private List<ListenAddress> Hosts(string execRoot, bool tcpAllowed)
    {
        List<ListenAddress> hosts = [];
        foreach (var value in _values[OptionDefinition.Host])
        {
            if (!ListenAddress.TryParse(value.Text, out var address, out var fault))
            {
                _faults.Add(new ConfigurationFault(value.Path, $"\"{value.Text}\": {fault}"));
            }
            else if (hosts.Any(h => h.SocketPath == address.SocketPath && Equals(h.EndPoint, address.EndPoint)))
            {
                _faults.Add(new ConfigurationFault(value.Path, $"\"{value.Text}\" is given twice"));
            }
            else if (!address.IsLocal && !tcpAllowed)
            {
                // Whoever reaches the API is root on this machine.
                _faults.Add(new ConfigurationFault(value.Path,
                    $"\"{value.Text}\" would give root on this machine to everybody who reaches it; "
                    + "use --tlsverify with --tlscacert, --tlscert and --tlskey, or allow it with --tlsverify=false"));
            }
            else
            {
                hosts.Add(address);
            }
        }

        return _values.Contains(OptionDefinition.Host) ? hosts : [ListenAddress.Unix(execRoot + "/engine.sock")];
    }

    private ListenAddress Rpc(string execRoot)
    {
        var text = Text(OptionDefinition.Rpc);
        if (text is null)
        {
            return ListenAddress.Unix(execRoot + "/rpc.sock");
        }

        if (ListenAddress.TryParse(text, out var address, out var fault) && address.SocketPath is not null)
        {
            return address;
        }

        Fault(OptionDefinition.Rpc, $"\"{text}\": {fault ?? "JSON-RPC is served on a Unix socket only"}");
        return ListenAddress.Unix("/");
    }

    private TlsOptions? Tls(out bool plainAllowed)
    {
        var verify = Text(OptionDefinition.TlsVerify);
        plainAllowed = verify is "false";
        if (verify is not (null or "true" or "false"))
        {
            Fault(OptionDefinition.TlsVerify, "must be true or false");
        }

        var files = new[] { OptionDefinition.TlsCaCert, OptionDefinition.TlsCert, OptionDefinition.TlsKey };
        if (verify is not "true" && !files.Any(_values.Contains))
        {
            return null;
        }

        foreach (var file in files.Where(f => verify is "true" || f != OptionDefinition.TlsCaCert))
        {
            ReadableFile(file);
        }

        return new TlsOptions
        {
            CertificatePath = AbsolutePath(OptionDefinition.TlsCert, ""),
            KeyPath = AbsolutePath(OptionDefinition.TlsKey, ""),
            ClientAuthorityPath = verify is "true" ? AbsolutePath(OptionDefinition.TlsCaCert, "") : null,
        };
    }

    private void ReadableFile(OptionDefinition option)
    {
        var path = Text(option);
        if (path is null)
        {
            Fault(option, "is needed for TLS");
            return;
        }

        try
        {
            File.OpenHandle(path).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fault(option, e.Message);
        }
    }
}
