namespace Engine.PowerShell;

/// <summary>The engine could not be reached.</summary>
public sealed class EngineConnectionException : Exception
{
    internal EngineConnectionException(string address, Exception cause)
        : base($"The engine at {address} can't be reached: {cause.Message}", cause) => Address = address;

    /// <summary>The address that was tried.</summary>
    public string Address { get; }
}
