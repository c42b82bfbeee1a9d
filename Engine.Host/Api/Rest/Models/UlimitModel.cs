namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>Ulimit</c>.</summary>
internal sealed record UlimitModel
{
    public string? Name { get; init; }

    public long Hard { get; init; }

    public long Soft { get; init; }
}
