namespace Engine.Host.Api.Rest.Models;

/// <summary>A range for new networks.</summary>
internal sealed record AddressPoolModel
{
    public required string Base { get; init; }

    public int Size { get; init; }
}
