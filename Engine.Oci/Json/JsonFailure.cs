using System.Text.Json;

namespace Engine.Oci.Json;

/// <summary>Says where in a document something is wrong.</summary>
internal static class JsonFailure
{
    /// <summary>An exception that names the path of the token at byte <paramref name="position"/>, or the line if the document is not JSON there.</summary>
    public static JsonException At(ReadOnlySpan<byte> json, long position, Exception cause)
    {
        List<Place> places = [];
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read() && reader.TokenStartIndex < position)
            {
                Follow(ref reader, places);
            }

            Arrive(ref reader, places);
            while (reader.Read())
            {
                // To its end: what is not JSON at all is said first.
            }
        }
        catch (JsonException e)
        {
            return new JsonException($"not valid JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}", cause);
        }

        var reason = cause is JsonException ? cause.Message : "not a value of the type that belongs here";
        var path = string.Join('.', places.Select(p => p.ToString()));
        return new JsonException(path.Length == 0 ? reason : $"{path}: {reason}", cause);
    }

    private static void Follow(ref Utf8JsonReader reader, List<Place> places)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                places[^1] = new Place(reader.GetString()!, -1);
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                places.RemoveAt(places.Count - 1);
                return;
        }

        Arrive(ref reader, places);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            places.Add(new Place(null, -1));
        }
    }

    private static void Arrive(ref Utf8JsonReader reader, List<Place> places)
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            places.RemoveAt(places.Count - 1);
        }
        else if (places.Count > 0 && places[^1].Name is null)
        {
            places[^1] = new Place(null, places[^1].Index + 1);
        }
    }

    /// <summary>One step of a path: a member's name, or an index.</summary>
    private readonly record struct Place(string? Name, int Index)
    {
        public override string ToString() => Name ?? $"[{Index}]";
    }
}
