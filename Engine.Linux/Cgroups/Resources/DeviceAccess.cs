namespace Engine.Linux.Cgroups;

/// <summary>Kinds of access in device rules; the values are the kernel's <c>BPF_DEVCG_ACC_*</c>.</summary>
[Flags]
public enum DeviceAccess
{
    /// <summary>No access.</summary>
    None = 0,

    /// <summary>Make a node, <c>m</c>.</summary>
    MakeNode = 1,

    /// <summary>Read, <c>r</c>.</summary>
    Read = 2,

    /// <summary>Write, <c>w</c>.</summary>
    Write = 4,

    /// <summary>Everything.</summary>
    All = MakeNode | Read | Write,
}
