using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Reads a list of strings that clients also send as one string (<c>"Cmd": "ls"</c>); writes a list.</summary>
internal sealed class StringOrListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return [reader.GetString()!];
            case JsonTokenType.StartArray:
                List<string> list = [];
                while (reader.Read() && reader.TokenType is JsonTokenType.String)
                {
                    list.Add(reader.GetString()!);
                }

                return reader.TokenType is JsonTokenType.EndArray ? list : throw new JsonException("expected an array of strings");
            default:
                throw new JsonException("expected a string or an array of strings");
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
