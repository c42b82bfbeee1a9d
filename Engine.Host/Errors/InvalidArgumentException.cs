namespace Engine.Host.Errors;

/// <summary>The request is wrong whatever the state of things.</summary>
internal sealed class InvalidArgumentException(string message, string code = ErrorCode.InvalidArgument, Exception? innerException = null)
    : EngineException(EngineErrorKind.InvalidArgument, code, message, innerException);
