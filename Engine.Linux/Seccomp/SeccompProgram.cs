namespace Engine.Linux.Seccomp;

/// <summary>A compiled filter.</summary>
public sealed class SeccompProgram
{
    private readonly SockFilter[] _instructions;

    internal SeccompProgram(SockFilter[] instructions, SeccompFlags flags)
    {
        _instructions = instructions;
        Flags = flags;
    }

    /// <summary>The instructions.</summary>
    public ReadOnlySpan<SockFilter> Instructions => _instructions;

    /// <summary>The flags to install it with.</summary>
    public SeccompFlags Flags { get; }

    /// <summary>Whether installing it returns a listener descriptor.</summary>
    public bool HasListener => (Flags & SeccompFlags.NEW_LISTENER) != 0;
}
