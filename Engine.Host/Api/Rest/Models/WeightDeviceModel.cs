namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>WeightDevice</c>.</summary>
internal sealed record WeightDeviceModel
{
    public string? Path { get; init; }

    public ushort Weight { get; init; }
}
