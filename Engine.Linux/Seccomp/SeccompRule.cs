namespace Engine.Linux.Seccomp;

/// <summary>A rule of a seccomp document, for each of the named system calls.</summary>
public sealed record SeccompRule
{
    /// <summary>The system calls. Names that the machine does not know are passed over.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What happens to a call that matches.</summary>
    public required SeccompAction Action { get; init; }

    /// <summary>The errno of ERRNO, the message of TRACE; null is EPERM.</summary>
    public uint? Errno { get; init; }

    /// <summary>
    /// Conditions on arguments, of which all must hold. As in runc, several on the same argument stand for as many rules with one condition
    /// each, of which any may hold.
    /// </summary>
    public IReadOnlyList<SeccompArgument> Arguments { get; init; } = [];
}
