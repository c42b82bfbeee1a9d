using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of a wait.</summary>
internal sealed record WaitResponse
{
    public int StatusCode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WaitError? Error { get; init; }
}
