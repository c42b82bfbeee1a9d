using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Engine.Protocol;

namespace Engine.PowerShell.Registries;

/// <summary>
/// The credentials that Docker's clients keep: <c>~/.docker/config.json</c> (or <c>$DOCKER_CONFIG</c>), in it or with the helper that it names.
/// Shared with those clients, so what is not ours in it stays as it is.
/// </summary>
internal sealed class DockerConfiguration
{
    private const string DockerHub = "https://index.docker.io/v1/";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly JsonObject _document;

    private DockerConfiguration(string path, JsonObject document) => (_path, _document) = (path, document);

    /// <exception cref="InvalidDataException">The file is no JSON object.</exception>
    public static DockerConfiguration Load()
    {
        var directory = Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
        var path = Path.Combine(directory, "config.json");
        try
        {
            var text = File.Exists(path) ? File.ReadAllText(path) : "";
            return new(path, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no JSON object: {e.Message}", e);
        }
    }

    /// <summary>The registry that a reference names, as the configuration calls it.</summary>
    public static string RegistryOf(string reference)
    {
        var first = reference.Split('/')[0];
        return reference.Contains('/', StringComparison.Ordinal) && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost")
            ? KeyOf(first)
            : DockerHub;
    }

    /// <summary>docker.io has a name of its own there.</summary>
    public static string KeyOf(string registry) => registry is "" or "docker.io" or "index.docker.io" or "registry-1.docker.io" ? DockerHub : registry;

    /// <summary>What is kept for a registry, or null.</summary>
    public RegistryCredential? Find(string registry)
    {
        if (HelperFor(registry) is { } helper)
        {
            return helper.Get(registry);
        }

        if (_document["auths"]?[registry] is not JsonObject entry)
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(Convert.FromBase64String((string?)entry["auth"] ?? "")).Split(':', 2);
        var token = (string?)entry["identitytoken"];
        return pair.Length < 2 && token is null ? null : new RegistryCredential
        {
            UserName = token is null ? pair[0] : null,
            Password = token is null ? pair[1].TrimEnd('\0') : null,
            IdentityToken = token,
        };
    }

    /// <summary>Keeps credentials for a registry.</summary>
    /// <returns>True if they are in the file itself, where whoever reads it can read them.</returns>
    public bool Store(string registry, RegistryCredential credential)
    {
        if (HelperFor(registry) is { } helper)
        {
            helper.Store(registry, credential);
            SetEntry(registry, []);
            return false;
        }

        var pair = $"{credential.UserName}:{(credential.IdentityToken is null ? credential.Password : "")}";
        var entry = new JsonObject { ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)) };
        if (credential.IdentityToken is { } token)
        {
            entry["identitytoken"] = token;
        }

        SetEntry(registry, entry);
        return true;
    }

    /// <summary>Forgets what is kept for a registry; false if nothing was.</summary>
    public bool Remove(string registry)
    {
        var known = _document["auths"] is JsonObject auths && auths.ContainsKey(registry);
        if (HelperFor(registry) is { } helper)
        {
            helper.Erase(registry);
        }

        if (known)
        {
            _document["auths"]!.AsObject().Remove(registry);
            Save();
        }

        return known;
    }

    private CredentialHelper? HelperFor(string registry) =>
        ((string?)_document["credHelpers"]?[registry] ?? (string?)_document["credsStore"]) is { Length: > 0 } name ? new CredentialHelper(name) : null;

    private void SetEntry(string registry, JsonObject entry)
    {
        if (_document["auths"] is not JsonObject auths)
        {
            _document["auths"] = auths = [];
        }

        auths[registry] = entry;
        Save();
    }

    private void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var made = $"{_path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(made, options))
        using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            _document.WriteTo(writer);
        }

        File.Move(made, _path, overwrite: true);
    }
}
