namespace Engine.Host.Api.Rest.Models;

/// <summary>The revision of a part.</summary>
internal sealed record CommitModel
{
    public string ID { get; init; } = "";
}
