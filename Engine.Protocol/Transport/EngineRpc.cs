using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Engine.Protocol;

/// <summary>JSON-RPC that knows the type of the engine's error data, so that a client gets <see cref="EngineErrorData"/> with
/// <see cref="RemoteRpcException.DeserializedErrorData"/>, and that the engine's failures become it.</summary>
/// <param name="handler">The connection's messages.</param>
/// <param name="describe">On the engine's side: what a failure of a call is for the client.</param>
internal sealed class EngineRpc(IJsonRpcMessageHandler handler, Func<Exception, EngineErrorData>? describe) : JsonRpc(handler)
{
    /// <inheritdoc/>
    protected override Type? GetErrorDetailsDataType(JsonRpcError error) =>
        error.Error is { } detail && Enum.IsDefined((EngineErrorCode)(int)detail.Code)
            ? typeof(EngineErrorData)
            : base.GetErrorDetailsDataType(error);

    /// <inheritdoc/>
    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception)
    {
        // A cancelled call has a code of its own, by which the client's proxy throws OperationCanceledException.
        if (describe is null || exception is OperationCanceledException)
        {
            return base.CreateErrorDetails(request, exception);
        }

        var data = describe(exception);
        return new JsonRpcError.ErrorDetail { Code = (JsonRpcErrorCode)data.Code, Message = data.Message, Data = data };
    }
}
