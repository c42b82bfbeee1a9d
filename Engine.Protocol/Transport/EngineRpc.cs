using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Engine.Protocol;

/// <summary>JSON-RPC that knows the type of the engine's error data, so that a client gets <see cref="EngineErrorData"/> with
/// <see cref="RemoteRpcException.DeserializedErrorData"/>.</summary>
internal sealed class EngineRpc(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    /// <inheritdoc/>
    protected override Type? GetErrorDetailsDataType(JsonRpcError error) =>
        error.Error is { } detail && Enum.IsDefined((EngineErrorCode)(int)detail.Code)
            ? typeof(EngineErrorData)
            : base.GetErrorDetailsDataType(error);
}
