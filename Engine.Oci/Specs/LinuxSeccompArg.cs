namespace Engine.Oci.Specs;

/// <summary>A condition on an argument (config-linux.md#seccomp).</summary>
public sealed record LinuxSeccompArg
{
    /// <summary>0 to 5.</summary>
    public uint Index { get; init; }

    /// <summary>Compared with.</summary>
    public ulong Value { get; init; }

    /// <summary>Second value, for <c>SCMP_CMP_MASKED_EQ</c>.</summary>
    public ulong ValueTwo { get; init; }

    /// <summary>For example <c>SCMP_CMP_EQ</c>.</summary>
    public string? Op { get; init; }
}
