namespace Engine.Linux.Cgroups;

/// <summary>Allows or denies access to device nodes (runtime-spec 1.2, config-linux.md#allowed-device-list).</summary>
/// <param name="Allow">Whether the access is allowed.</param>
/// <param name="Type">What kind of nodes the rule is for.</param>
/// <param name="Major">Major number, or null for any.</param>
/// <param name="Minor">Minor number, or null for any.</param>
/// <param name="Access">Which access; <see cref="DeviceAccess.All"/> when the document says nothing.</param>
public sealed record DeviceRule(bool Allow, DeviceType Type, long? Major, long? Minor, DeviceAccess Access)
{
    /// <summary>Whether the rule matches every access to every node.</summary>
    public bool IsEverything => Type == DeviceType.All && Major is null && Minor is null && Access == DeviceAccess.All;
}
