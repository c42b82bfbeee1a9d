using Engine.Linux;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Launch;

/// <summary>A container, or a process in one, could not be launched. The message is for a person.</summary>
internal sealed class LaunchException : Exception
{
    public LaunchException(string message, FailureKind kind = FailureKind.Internal)
        : base(message) => Kind = kind;

    public LaunchException(string description, Errno errno)
        : base($"{description}: {errno}") => Errno = errno;

    public FailureKind Kind { get; }

    public Errno Errno { get; }

    /// <summary>The configuration is wrong.</summary>
    public static LaunchException Invalid(string message) => new(message, FailureKind.InvalidArgument);
}
