namespace Engine.Host.Errors;

/// <summary>A fault of the engine or of the machine.</summary>
internal sealed class InternalException(string message, string code = ErrorCode.Internal, Exception? innerException = null)
    : EngineException(EngineErrorKind.Internal, code, message, innerException);
