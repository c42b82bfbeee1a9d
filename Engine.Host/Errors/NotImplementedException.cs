namespace Engine.Host.Errors;

/// <summary>The engine does not have this feature.</summary>
internal sealed class NotImplementedException(string message, string code = ErrorCode.NotImplemented, Exception? innerException = null)
    : EngineException(EngineErrorKind.NotImplemented, code, message, innerException);
