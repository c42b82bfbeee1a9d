using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Bytes done and to do.</summary>
internal sealed record ProgressDetailModel
{
    [JsonPropertyName("current"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Current { get; init; }

    [JsonPropertyName("total"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Total { get; init; }
}
