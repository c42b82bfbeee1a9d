using System.Net.Sockets;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>What a failed call means.</summary>
public static class EngineFailure
{
    /// <summary>The engine can't be reached, or the connection broke (<see cref="EngineErrorData.Id"/>, made by the client).</summary>
    public const string Unreachable = "EngineUnreachable";

    /// <summary>The caller may not use the engine's socket (<see cref="EngineErrorData.Id"/>, made by the client).</summary>
    public const string PermissionDenied = "EnginePermissionDenied";

    /// <summary>Tells what a failure of a call or of <see cref="EngineClient.ConnectAsync"/> means, or null when it is none of the engine's.</summary>
    /// <param name="exception">What was thrown.</param>
    public static EngineErrorData? From(Exception exception) => exception switch
    {
        RemoteInvocationException { DeserializedErrorData: EngineErrorData data } => data,
        RemoteInvocationException remote => new EngineErrorData
        {
            Code = EngineErrorCode.Internal,
            Id = EngineErrorIds.Internal,
            Message = remote.Message,
        },
        RemoteMethodNotFoundException missing => new EngineErrorData
        {
            Code = EngineErrorCode.NotSupported,
            Id = EngineErrorIds.NotSupported,
            Message = $"This engine does not know the call {missing.TargetMethod}; it is older than the client.",
        },
        SocketException { SocketErrorCode: SocketError.AccessDenied } denied => new EngineErrorData
        {
            Code = EngineErrorCode.Forbidden,
            Id = PermissionDenied,
            Message = denied.Message,
        },
        SocketException or ConnectionLostException or ObjectDisposedException or IOException => new EngineErrorData
        {
            Code = EngineErrorCode.Unavailable,
            Id = Unreachable,
            Message = exception is SocketException ? exception.Message : "The connection to the engine ended.",
        },
        _ => null,
    };
}
