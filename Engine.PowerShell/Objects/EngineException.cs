namespace Engine.PowerShell;

/// <summary>The engine refused or failed.</summary>
public class EngineException : Exception
{
    internal EngineException(string id, string message, Exception? innerException = null)
        : base(message, innerException) => Id = id;

    /// <summary>The failure's stable name, also the first part of the record's FullyQualifiedErrorId.</summary>
    public string Id { get; }
}
