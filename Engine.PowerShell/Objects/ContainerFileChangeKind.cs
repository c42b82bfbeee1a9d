namespace Engine.PowerShell;

/// <summary>What a container did to a file of its image. The values are the contract's.</summary>
public enum ContainerFileChangeKind
{
    /// <summary>It changed it.</summary>
    Modified = 0,

    /// <summary>It made it.</summary>
    Added = 1,

    /// <summary>It removed it.</summary>
    Deleted = 2,
}
