namespace Engine.Host.Errors;

/// <summary>The request does not fit the present state.</summary>
internal sealed class ConflictException(string message, string code = ErrorCode.Conflict, Exception? innerException = null)
    : EngineException(EngineErrorKind.Conflict, code, message, innerException);
