namespace Engine.Linux.Cgroups;

/// <summary>Kinds of device nodes in device rules.</summary>
public enum DeviceType
{
    /// <summary>Both kinds, <c>a</c>.</summary>
    All,

    /// <summary>Block devices, <c>b</c>.</summary>
    Block,

    /// <summary>Character devices, <c>c</c> (and <c>u</c>).</summary>
    Char,
}
