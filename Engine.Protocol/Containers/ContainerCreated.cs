namespace Engine.Protocol;

/// <summary>A container exists.</summary>
public sealed record ContainerCreated
{
    /// <summary>Its id, 64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked for and can't be had, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
