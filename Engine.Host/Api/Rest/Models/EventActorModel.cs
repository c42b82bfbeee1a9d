namespace Engine.Host.Api.Rest.Models;

/// <summary>The object of an event.</summary>
internal sealed record EventActorModel
{
    public required string ID { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
