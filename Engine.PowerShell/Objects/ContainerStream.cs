namespace Engine.PowerShell;

/// <summary>Where a container wrote something. The values are the contract's.</summary>
public enum ContainerStream
{
    /// <summary>Standard output, or the terminal.</summary>
    Stdout = 1,

    /// <summary>Standard error.</summary>
    Stderr = 2,
}
