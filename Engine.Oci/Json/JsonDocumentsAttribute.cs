namespace Engine.Oci.Json;

/// <summary>Gives the static partial class it stands on a <see cref="JsonFormat{T}"/> for each document and for each record that they are made of.</summary>
/// <param name="documents">The records.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JsonDocumentsAttribute(params Type[] documents) : Attribute
{
    /// <summary>The records.</summary>
    public IReadOnlyList<Type> Documents { get; } = documents;

    /// <summary>A class that has the formats of records of other assemblies.</summary>
    public Type? Elsewhere { get; init; }
}
