namespace Engine.Host.Errors;

/// <summary>
/// A failure that a client is told of. <see cref="Exception.Message"/> is a sentence for a person, worded as Docker words it where
/// people and programs search for the words; <see cref="Code"/> is for programs.
/// </summary>
internal class EngineException : Exception
{
    /// <param name="kind">What sort of failure.</param>
    /// <param name="code">A stable code of <see cref="ErrorCode"/>.</param>
    /// <param name="message">A sentence for a person.</param>
    /// <param name="innerException">What caused it, or null.</param>
    public EngineException(EngineErrorKind kind, string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Code = code;
    }

    /// <summary>What sort of failure.</summary>
    public EngineErrorKind Kind { get; }

    /// <summary>A stable code of <see cref="ErrorCode"/>.</summary>
    public string Code { get; }

    /// <summary>The object the request named (a container, an image …), or null.</summary>
    public string? Subject { get; init; }
}
