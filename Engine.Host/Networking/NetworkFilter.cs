namespace Engine.Host.Networking;

/// <summary>Which networks are wanted. Values of one key are alternatives; different keys must all fit.</summary>
internal sealed record NetworkFilter
{
    /// <summary>All of them.</summary>
    public static NetworkFilter Everything { get; } = new();

    /// <summary>Docker's filters: <c>id</c>, <c>name</c>, <c>driver</c>, <c>label</c>, <c>label!</c>, <c>type</c>, <c>scope</c>, <c>dangling</c>, <c>until</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Terms { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
