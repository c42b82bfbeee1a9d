using Engine.Protocol;
using StreamJsonRpc;

namespace Engine.PowerShell.Tests.Fakes;

internal static class FakeFailure
{
    public static LocalRpcException Of(EngineErrorCode code, string id, string message, string target) => new(message)
    {
        ErrorCode = (int)code,
        ErrorData = new EngineErrorData { Code = code, Id = id, Message = message, Target = target },
    };
}
