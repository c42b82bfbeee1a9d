using Engine.Host.Errors;

namespace Engine.Host.Archives;

/// <summary>An archive is damaged, cut short, hostile, or of a kind the engine does not read.</summary>
internal sealed class ArchiveException(string message, Exception? innerException = null)
    : EngineException(EngineErrorKind.InvalidArgument, ErrorCode.InvalidArchive, message, innerException);
