using PolyType;

namespace Engine.Protocol;

/// <summary>The <c>data</c> of a JSON-RPC error.</summary>
[GenerateShape]
public sealed partial record EngineErrorData
{
    /// <summary>What kind of failure.</summary>
    public required EngineErrorCode Code { get; init; }

    /// <summary>A stable name of this very failure, one of <see cref="EngineErrorIds"/>; scripts compare it.</summary>
    public required string Id { get; init; }

    /// <summary>A sentence for a person.</summary>
    public required string Message { get; init; }

    /// <summary>What it is about: the name, id or reference as the client gave it.</summary>
    public string? Target { get; init; }
}
