namespace Engine.Host.Errors;

/// <summary>The engine does not have this feature.</summary>
internal sealed class UnsupportedException(string message, string code = ErrorCode.NotSupported, Exception? innerException = null)
    : EngineException(EngineErrorKind.Unsupported, code, message, innerException);
