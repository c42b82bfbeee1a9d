namespace Engine.Host.Errors;

/// <summary>Something the request needs cannot be had now.</summary>
internal sealed class UnavailableException(string message, string code = ErrorCode.Unavailable, Exception? innerException = null)
    : EngineException(EngineErrorKind.Unavailable, code, message, innerException);
