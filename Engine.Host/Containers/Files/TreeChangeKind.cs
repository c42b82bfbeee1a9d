namespace Engine.Host.Containers.Files;

/// <summary>What a container did to a file of its image. The numbers are Docker's.</summary>
internal enum TreeChangeKind
{
    /// <summary>It changed it.</summary>
    Modified = 0,

    /// <summary>It made it.</summary>
    Added = 1,

    /// <summary>It removed it.</summary>
    Deleted = 2,
}
