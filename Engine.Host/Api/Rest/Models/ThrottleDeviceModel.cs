namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>ThrottleDevice</c>.</summary>
internal sealed record ThrottleDeviceModel
{
    public string Path { get; init; } = "";

    public ulong Rate { get; init; }
}
