namespace Engine.Host.Api.Rest.Models;

/// <summary>The body of <c>POST /volumes/create</c>.</summary>
internal sealed record CreateVolumeRequest
{
    public string? Name { get; init; }

    public string? Driver { get; init; }

    public IReadOnlyDictionary<string, string>? DriverOpts { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
