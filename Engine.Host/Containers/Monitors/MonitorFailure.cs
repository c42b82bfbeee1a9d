using Engine.Host.Errors;
using Engine.Oci;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Monitors;

/// <summary>Turns what a monitor answers into what a client is told.</summary>
internal static class MonitorFailure
{
    /// <summary>The exception of a <see cref="MonitorMessage.Failed"/> frame.</summary>
    public static EngineException Read(ReadOnlyMemory<byte> payload) => ToException(OciJson.FailedReply.Read(payload.Span));

    private static EngineException ToException(FailedReply failure) => failure.Kind switch
    {
        FailureKind.InvalidArgument => new InvalidArgumentException(failure.Message),
        FailureKind.CommandNotFound => ContainerErrors.CommandNotFound(failure.Message),
        FailureKind.CommandNotExecutable => ContainerErrors.CommandNotExecutable(failure.Message),
        FailureKind.NotFound => new NotFoundException(failure.Message),
        FailureKind.Conflict => new ConflictException(failure.Message),
        _ => new InternalException(failure.Message),
    };
}
