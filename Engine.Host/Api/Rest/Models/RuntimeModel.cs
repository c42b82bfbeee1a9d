using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>A runtime in <c>GET /info</c>.</summary>
internal sealed record RuntimeModel
{
    [JsonPropertyName("path")]
    public required string Path { get; init; }
}
