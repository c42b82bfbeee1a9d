using System.Text.Json.Serialization;

namespace Engine.Host.Registry.Documents;

/// <summary>One reason of a refusal.</summary>
internal sealed record RegistryErrorItem
{
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }

    /// <summary>As Docker words it: the code as text, then the message.</summary>
    public override string ToString()
    {
        var code = (Code ?? "unknown").ToLowerInvariant().Replace('_', ' ');
        return string.IsNullOrEmpty(Message) ? code : $"{code}: {Message}";
    }
}
