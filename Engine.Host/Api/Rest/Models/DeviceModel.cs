namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>DeviceMapping</c>.</summary>
internal sealed record DeviceModel
{
    public string? PathOnHost { get; init; }

    public string? PathInContainer { get; init; }

    public string? CgroupPermissions { get; init; }
}
