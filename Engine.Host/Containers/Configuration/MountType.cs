namespace Engine.Host.Containers;

/// <summary>What a mount mounts.</summary>
internal enum MountType
{
    /// <summary>A path of the host.</summary>
    Bind,

    /// <summary>A volume of the engine.</summary>
    Volume,

    /// <summary>A file system in memory.</summary>
    Tmpfs,

    /// <summary>The files of an image, read-only.</summary>
    Image,
}
