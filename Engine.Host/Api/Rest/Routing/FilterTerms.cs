using System.Text.Json;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Routing;

/// <summary>Docker's filters: <c>{"label":["a=b"]}</c>, and the form of API 1.21 and before, <c>{"label":{"a=b":true}}</c>, which clients still send.</summary>
internal static class FilterTerms
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Parse(string? json)
    {
        var terms = new Dictionary<string, IReadOnlyList<string>>();
        if (json is null)
        {
            return terms;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw new InvalidArgumentException("invalid filter");
            }

            foreach (var term in document.RootElement.EnumerateObject())
            {
                terms[term.Name] = term.Value.ValueKind switch
                {
                    JsonValueKind.Array => [.. term.Value.EnumerateArray().Select(v => v.GetString() ?? throw new InvalidArgumentException("invalid filter"))],
                    JsonValueKind.Object => [.. term.Value.EnumerateObject().Where(v => v.Value.ValueKind is JsonValueKind.True).Select(v => v.Name)],
                    _ => throw new InvalidArgumentException("invalid filter"),
                };
            }

            return terms;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidArgumentException("invalid filter", innerException: e);
        }
    }
}
