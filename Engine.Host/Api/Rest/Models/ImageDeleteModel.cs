using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>One thing that a removal took away.</summary>
internal sealed record ImageDeleteModel
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Untagged { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Deleted { get; init; }
}
