namespace Engine.Protocol;

/// <summary>What a container did to a file of its image.</summary>
public enum ContainerChangeKind
{
    /// <summary>It changed it.</summary>
    Modified = 0,

    /// <summary>It made it.</summary>
    Added = 1,

    /// <summary>It removed it.</summary>
    Deleted = 2,
}
