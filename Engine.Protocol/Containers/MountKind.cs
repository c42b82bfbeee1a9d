namespace Engine.Protocol;

/// <summary>What is mounted.</summary>
public enum MountKind
{
    /// <summary>A directory or file of the host.</summary>
    Bind = 0,

    /// <summary>A volume.</summary>
    Volume = 1,
}
