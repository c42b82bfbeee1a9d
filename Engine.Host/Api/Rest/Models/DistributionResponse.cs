namespace Engine.Host.Api.Rest.Models;

/// <summary>What a reference stands for at its registry.</summary>
internal sealed record DistributionResponse
{
    public required DescriptorModel Descriptor { get; init; }

    public required IReadOnlyList<PlatformModel> Platforms { get; init; }
}
