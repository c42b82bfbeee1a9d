namespace Engine.Linux.Cgroups;

/// <summary>A mounted control group hierarchy.</summary>
/// <param name="Version">The interface it speaks.</param>
/// <param name="MountPoint">Where it is mounted, an absolute path.</param>
/// <param name="Controllers">What it controls; none for a named hierarchy and for version 2 beside version 1.</param>
/// <param name="Name">Its name when mounted with <c>name=</c> (<c>systemd</c>), otherwise null.</param>
public sealed record CgroupHierarchy(CgroupVersion Version, string MountPoint, CgroupControllers Controllers, string? Name = null);
