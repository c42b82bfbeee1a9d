namespace Engine.Host.Errors;

/// <summary>The caller may not do this.</summary>
internal sealed class ForbiddenException(string message, string code = ErrorCode.Forbidden, Exception? innerException = null)
    : EngineException(EngineErrorKind.Forbidden, code, message, innerException);
