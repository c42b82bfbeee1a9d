namespace Engine.Linux.Seccomp;

/// <summary>
/// A seccomp document (runtime-spec 1.2, config-linux.md#seccomp) with its words parsed: the OCI strings map one to one by
/// <see cref="SeccompName"/>, and <c>valueTwo</c> is <see cref="SeccompArgument.SecondValue"/>.
/// </summary>
public sealed record SeccompProfile
{
    /// <summary>What happens to a call that no rule matches.</summary>
    public required SeccompAction DefaultAction { get; init; }

    /// <summary>The errno of ERRNO and the message of TRACE as default action; null is EPERM.</summary>
    public uint? DefaultErrno { get; init; }

    /// <summary>Architectures beside the native one, which is always in.</summary>
    public IReadOnlyList<SeccompArchitecture> Architectures { get; init; } = [];

    /// <summary>The document's flags; null, when it says nothing, is SPEC_ALLOW.</summary>
    public SeccompFlags? Flags { get; init; }

    /// <summary>Socket of the process that is to receive the listener descriptor.</summary>
    public string? ListenerPath { get; init; }

    /// <summary>Text to pass to that process.</summary>
    public string? ListenerMetadata { get; init; }

    /// <summary>The rules.</summary>
    public IReadOnlyList<SeccompRule> Rules { get; init; } = [];
}
