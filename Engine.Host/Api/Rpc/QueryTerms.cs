namespace Engine.Host.Api.Rpc;

/// <summary>The contract's queries as the domain's filter terms.</summary>
internal static class QueryTerms
{
    /// <summary>Labels that must be there; a null value stands for any.</summary>
    public static IReadOnlyList<string> Labels(IReadOnlyDictionary<string, string?> labels) =>
        [.. labels.Select(l => l.Value is null ? l.Key : $"{l.Key}={l.Value}")];
}
