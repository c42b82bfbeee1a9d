namespace Engine.Linux.Cgroups;

/// <summary>Which of the kernel's two control group interfaces a hierarchy speaks (cgroups(7)).</summary>
public enum CgroupVersion
{
    /// <summary>One hierarchy per controller or set of controllers.</summary>
    V1 = 1,

    /// <summary>The unified hierarchy.</summary>
    V2 = 2,
}
