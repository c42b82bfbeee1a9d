using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Why an operation failed after its answer began.</summary>
internal sealed record ProgressErrorModel
{
    [JsonPropertyName("code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Code { get; init; }

    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
