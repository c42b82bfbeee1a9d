namespace Engine.Host.Containers;

/// <summary>Where a container's output goes.</summary>
internal sealed record LogConfiguration
{
    /// <summary><c>json-file</c>, <c>local</c> (stored likewise), <c>none</c>, or empty for the engine's default.</summary>
    public string Driver { get; init; } = "";

    /// <summary>The driver's options: <c>max-size</c>, <c>max-file</c>, <c>compress</c>, <c>labels</c>, <c>env</c>, <c>tag</c> …</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
