using System.Text.Json.Serialization;

namespace Engine.Host.Registry.Documents;

/// <summary>What a registry answers when it refuses (OCI distribution-spec, error codes). A token service may use the other members.</summary>
internal sealed record RegistryErrorBody
{
    [JsonPropertyName("errors")]
    public IReadOnlyList<RegistryErrorItem>? Errors { get; init; }

    [JsonPropertyName("details")]
    public string? Details { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
