namespace Engine.Host.Errors;

/// <summary>There is nothing to do: it is so already.</summary>
internal sealed class NotModifiedException(string message, string code = ErrorCode.NotModified, Exception? innerException = null)
    : EngineException(EngineErrorKind.NotModified, code, message, innerException);
