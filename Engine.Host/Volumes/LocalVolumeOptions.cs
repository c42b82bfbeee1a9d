using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Volumes;

/// <summary>The options of a local volume: <c>type</c>, <c>device</c> and <c>o</c> as mount(8) has them, and <c>size</c>.</summary>
internal static class LocalVolumeOptions
{
    private static readonly (string Option, string[] Needs)[] Mandatory =
        [("device", ["type"]), ("o", ["device", "type"]), ("type", ["device"])];

    /// <summary>Refuses options that make no volume, in Docker's words.</summary>
    public static void Check(string name, IReadOnlyDictionary<string, string>? options)
    {
        if (options is null)
        {
            return;
        }

        if (options.Keys.FirstOrDefault(key => key is not ("type" or "device" or "o" or "size")) is { } unknown)
        {
            throw VolumeErrors.CannotCreate(name, $"invalid option: \"{unknown}\"");
        }

        foreach ((string option, string[] needs) in Mandatory)
        {
            if (options.ContainsKey(option) && Array.Find(needs, need => !options.ContainsKey(need)) is { } missing)
            {
                throw VolumeErrors.CannotCreate(name, $"missing required option: \"{missing}\"");
            }
        }

        if (options.ContainsKey("size"))
        {
            throw VolumeErrors.CannotCreate(name, "quota size requested but no quota support");
        }
    }

    /// <summary>What is mounted for a volume with options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="mountpoint">The volume's directory, for errors.</param>
    /// <param name="cancellationToken">Ends the search for a server's address.</param>
    public static async Task<VolumeMount> ResolveAsync(IReadOnlyDictionary<string, string> options, string mountpoint, CancellationToken cancellationToken)
    {
        string type = options["type"];
        string device = options["device"];
        string[] words = options.GetValueOrDefault("o", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (type is "none" or "bind" or "" || words.Contains("bind") || words.Contains("rbind"))
        {
            return Path.Exists(device)
                ? new VolumeMount(device, Options: [.. words.Where(word => word is not ("bind" or "rbind"))])
                : throw VolumeErrors.CannotMount(mountpoint, $"mount {device}:{mountpoint}, flags: 0x1000: no such file or directory");
        }

        if (type is "nfs" or "nfs4" or "cifs")
        {
            words = await Task.WhenAll(words.Select(word => ResolveAddressAsync(word, mountpoint, cancellationToken)));
        }

        return new VolumeMount(null, new VolumeFileSystem(type, device, words));
    }

    // The kernel takes addresses only.
    private static async Task<string> ResolveAddressAsync(string word, string mountpoint, CancellationToken cancellationToken)
    {
        const string Prefix = "addr=";
        if (!word.StartsWith(Prefix, StringComparison.Ordinal) || IPAddress.TryParse(word.AsSpan(Prefix.Length), out _))
        {
            return word;
        }

        try
        {
            return Prefix + (await Dns.GetHostAddressesAsync(word[Prefix.Length..], cancellationToken))[0];
        }
        catch (SocketException e)
        {
            throw VolumeErrors.CannotMount(mountpoint, $"error resolving passed in network volume address: {e.Message}", e);
        }
    }
}
