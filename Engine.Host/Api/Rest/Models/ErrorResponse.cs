using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's error body.</summary>
internal sealed record ErrorResponse
{
    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
