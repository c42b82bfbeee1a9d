namespace Engine.Host.Containers;

/// <summary>A device of the host given to a container; <paramref name="CgroupPermissions"/> is some of <c>rwm</c>.</summary>
internal sealed record DeviceMapping(string PathOnHost, string PathInContainer, string CgroupPermissions);
