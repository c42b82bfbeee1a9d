using System.Globalization;
using System.Net;
using System.Text;

namespace Engine.Host.Configuration;

/// <summary>Makes <see cref="EngineOptions"/> of flags and file, and reports everything that is wrong at once.</summary>
internal sealed partial class OptionsReader
{
    // A container's socket is EXECROOT/c/ followed by 12 digits and /m.sock.
    private const int MaxExecRoot = ListenAddress.MaxSocketPath - 22;

    private readonly List<ConfigurationFault> _faults = [];
    private readonly ILookup<OptionDefinition, OptionValue> _values;

    private OptionsReader(CommandLine line)
    {
        _faults.AddRange(line.Faults);
        var fromFile = line.ConfigFile is null ? [] : ConfigurationFile.Read(line.ConfigFile, _faults);
        foreach (var value in fromFile.Where(f => line.Values.Any(v => v.Option == f.Option)).DistinctBy(v => v.Option))
        {
            _faults.Add(new ConfigurationFault(value.Path, $"is specified as the flag --{value.Option.Flag} too"));
        }

        _values = line.Values.Concat(fromFile).ToLookup(v => v.Option);
    }

    /// <exception cref="ConfigurationException">Something is wrong; it holds every fault.</exception>
    public static EngineOptions Read(CommandLine line)
    {
        var reader = new OptionsReader(line);
        var options = reader.Read();
        return reader._faults.Count == 0 ? options : throw new ConfigurationException(reader._faults);
    }

    private EngineOptions Read()
    {
        var execRoot = AbsolutePath(OptionDefinition.ExecRoot, "/run/engine");
        if (Encoding.UTF8.GetByteCount(execRoot) > MaxExecRoot)
        {
            Fault(OptionDefinition.ExecRoot, $"is longer than {MaxExecRoot} bytes, and sockets are made below it");
        }

        var tls = Tls(out var plainAllowed);
        return new EngineOptions
        {
            DataRoot = AbsolutePath(OptionDefinition.DataRoot, "/var/lib/engine"),
            ExecRoot = execRoot,
            Hosts = Hosts(execRoot, tls is not null || plainAllowed),
            Rpc = Rpc(execRoot),
            RuntimePath = AbsolutePath(
                OptionDefinition.Runtime,
                Environment.GetEnvironmentVariable("ENGINE_RUNTIME") is { Length: > 0 } runtime ? Path.GetFullPath(runtime) : Path.Combine(AppContext.BaseDirectory, "engine-runtime")),
            CgroupParent = CgroupParent(),
            Bridge = Bridge(),
            BridgeAddress = BridgeAddress(),
            AddressPools = AddressPools(),
            Group = Text(OptionDefinition.Group) ?? "engine",
            PidFile = _values.Contains(OptionDefinition.PidFile) ? AbsolutePath(OptionDefinition.PidFile, "") : null,
            Tls = tls,
            Registries = Registries(),
            LogLevel = Level(),
        };
    }

    private string? Text(OptionDefinition option)
    {
        var value = _values[option].LastOrDefault();
        if (value is { Text.Length: 0 })
        {
            _faults.Add(new ConfigurationFault(value.Path, "must not be empty"));
        }

        return value?.Text;
    }

    private string AbsolutePath(OptionDefinition option, string byDefault)
    {
        var text = Text(option);
        if (text is { Length: > 0 } && !Path.IsPathRooted(text))
        {
            Fault(option, $"must be an absolute path, not \"{text}\"");
        }

        return string.IsNullOrEmpty(text) ? byDefault : Path.TrimEndingDirectorySeparator(text);
    }

    private LogLevel Level()
    {
        var text = Text(OptionDefinition.LogLevel);
        switch (text)
        {
            case "debug": return LogLevel.Debug;
            case null or "info": return LogLevel.Information;
            case "warn": return LogLevel.Warning;
            case "error": return LogLevel.Error;
            case "fatal": return LogLevel.Critical;
            default:
                Fault(OptionDefinition.LogLevel, $"\"{text}\" is none of debug, info, warn, error, fatal");
                return LogLevel.Information;
        }
    }

    private string CgroupParent()
    {
        var path = AbsolutePath(OptionDefinition.CgroupParent, "/engine");
        if (path == "/" || path.Split('/').Skip(1).Any(part => part is "" or "." or ".."))
        {
            Fault(OptionDefinition.CgroupParent, $"\"{path}\" cannot be the path of a cgroup");
        }

        return path;
    }

    // The kernel's limit on interface names, IFNAMSIZ (netdevice(7)), counts the final zero.
    private string Bridge()
    {
        var name = Text(OptionDefinition.Bridge) ?? "engine0";
        if (Encoding.UTF8.GetByteCount(name) > 15 || name is "." or ".." || name.AsSpan().ContainsAny('/', ' ', ':'))
        {
            Fault(OptionDefinition.Bridge, $"\"{name}\" cannot be the name of an interface");
        }

        return name;
    }

    private (IPAddress, int)? BridgeAddress()
    {
        var text = Text(OptionDefinition.Bip);
        if (text is null)
        {
            return null;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && IPAddress.TryParse(text.AsSpan(0, slash), out var address)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)
            && prefix > 0 && prefix < (address.GetAddressBytes().Length * 8) - 1)
        {
            return (address, prefix);
        }

        Fault(OptionDefinition.Bip, $"\"{text}\" is no ADDRESS/PREFIX");
        return null;
    }

    private List<AddressPool> AddressPools()
    {
        List<AddressPool> pools = [];
        foreach (var value in _values[OptionDefinition.AddressPool])
        {
            if (ParsePool(value) is { } pool)
            {
                pools.Add(pool);
            }
        }

        return pools;
    }

    private AddressPool? ParsePool(OptionValue value)
    {
        var parts = value.Text.Split(',').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToLookup(p => p[0], p => p[1]);
        if (!IPNetwork.TryParse(parts["base"].FirstOrDefault(), out var network))
        {
            _faults.Add(new ConfigurationFault(value.Path, "base is no network; expected base=CIDR,size=N"));
            return null;
        }

        var longest = (network.BaseAddress.GetAddressBytes().Length * 8) - 2;
        if (!int.TryParse(parts["size"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size < network.PrefixLength || size > longest)
        {
            _faults.Add(new ConfigurationFault(value.Path, $"size must be from {network.PrefixLength} to {longest}, the prefix length of each subnet"));
            return null;
        }

        return new AddressPool(network, size);
    }

    private void Fault(OptionDefinition option, string message) =>
        _faults.Add(new ConfigurationFault(_values[option].LastOrDefault()?.Path ?? "--" + option.Flag, message));
}
