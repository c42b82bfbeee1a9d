namespace Engine.Host.Errors;

/// <summary>What was named does not exist.</summary>
internal sealed class NotFoundException(string message, string code = ErrorCode.NotFound, Exception? innerException = null)
    : EngineException(EngineErrorKind.NotFound, code, message, innerException);
