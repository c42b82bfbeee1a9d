using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>A request that the container's state does not allow, or that names something it does not have.</summary>
internal sealed class RequestException(FailureKind kind, string message) : Exception(message)
{
    public FailureKind Kind { get; } = kind;
}
