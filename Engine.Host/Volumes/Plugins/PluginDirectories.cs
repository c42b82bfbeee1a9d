using System.Text.Json;

namespace Engine.Host.Volumes.Plugins;

/// <summary>Where plugins say how they are reached (Docker's plugin discovery): sockets, then <c>.spec</c> and <c>.json</c> files.</summary>
/// <param name="Sockets">The directory of sockets.</param>
/// <param name="Specifications">Directories of files, the first wins.</param>
internal sealed record PluginDirectories(string Sockets, IReadOnlyList<string> Specifications)
{
    /// <summary>Those that Docker's plugins use.</summary>
    public static PluginDirectories Usual { get; } = new("/run/docker/plugins", ["/etc/docker/plugins", "/usr/lib/docker/plugins"]);

    /// <summary>A plugin's address, <c>unix://…</c> or <c>tcp://…</c>, or null.</summary>
    /// <param name="name">A name of one component.</param>
    public string? AddressOf(string name)
    {
        foreach (string socket in new[] { Path.Combine(Sockets, name + ".sock"), Path.Combine(Sockets, name, name + ".sock") })
        {
            if (File.Exists(socket))
            {
                return "unix://" + socket;
            }
        }

        return Specifications.Select(directory => Read(directory, name)).FirstOrDefault(address => address is not null);
    }

    private static string? Read(string directory, string name)
    {
        try
        {
            string spec = Path.Combine(directory, name + ".spec");
            if (File.Exists(spec))
            {
                return File.ReadAllText(spec).Trim();
            }

            string json = Path.Combine(directory, name + ".json");
            return File.Exists(json) ? JsonSerializer.Deserialize(File.ReadAllBytes(json), PluginJson.Default.PluginSpecification)?.Addr : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
