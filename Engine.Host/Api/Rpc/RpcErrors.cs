using Engine.Host.Errors;
using Engine.Protocol;

namespace Engine.Host.Api.Rpc;

/// <summary>The one place where failures become JSON-RPC errors.</summary>
internal static class RpcErrors
{
    public static EngineErrorData Describe(Exception failure) => failure is EngineException known
        ? new EngineErrorData { Code = Code(known.Kind), Id = known.Code, Message = known.Message, Target = known.Subject }
        : new EngineErrorData { Code = EngineErrorCode.Internal, Id = EngineErrorIds.Internal, Message = failure.Message };

    private static EngineErrorCode Code(EngineErrorKind kind) => kind switch
    {
        EngineErrorKind.InvalidArgument => EngineErrorCode.InvalidArgument,
        EngineErrorKind.Unauthorized or EngineErrorKind.Forbidden => EngineErrorCode.Forbidden,
        EngineErrorKind.NotFound => EngineErrorCode.NotFound,
        EngineErrorKind.Conflict or EngineErrorKind.NotModified => EngineErrorCode.Conflict,
        EngineErrorKind.Unsupported => EngineErrorCode.NotSupported,
        EngineErrorKind.Unavailable => EngineErrorCode.Unavailable,
        _ => EngineErrorCode.Internal,
    };
}
