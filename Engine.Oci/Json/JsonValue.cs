using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Engine.Oci.Json;

/// <summary>Reads and writes the values that documents are made of; for generated code. Readers throw <see cref="JsonException"/> for another kind of value.</summary>
public static class JsonValue
{
    /// <summary>Demands an object.</summary>
    public static void ExpectObject(ref Utf8JsonReader reader) => Expect(reader.TokenType == JsonTokenType.StartObject, "an object");

    /// <summary>Moves to the next member's name; false at the end of the object.</summary>
    public static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Whether the value is null.</summary>
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>The complaint that a member is not there.</summary>
    public static JsonException Missing(string name) => new($"\"{name}\" is missing");

    /// <summary>Reads a text.</summary>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.String, "a text");
        return reader.GetString()!;
    }

    /// <summary>Reads true or false.</summary>
    public static bool ReadBoolean(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType is JsonTokenType.True or JsonTokenType.False, "true or false");
        return reader.TokenType == JsonTokenType.True;
    }

    /// <summary>Reads a number.</summary>
    public static ushort ReadUInt16(ref Utf8JsonReader reader)
    {
        ushort value = 0;
        Expect(reader.TokenType == JsonTokenType.Number && reader.TryGetUInt16(out value), "a whole number from 0 to 65535");
        return value;
    }

    /// <summary>Reads a number.</summary>
    public static int ReadInt32(ref Utf8JsonReader reader)
    {
        var value = 0;
        Expect(reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value), "a whole number of 32 bits");
        return value;
    }

    /// <summary>Reads a number.</summary>
    public static uint ReadUInt32(ref Utf8JsonReader reader)
    {
        var value = 0U;
        Expect(reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out value), "a whole number of 32 bits, not negative");
        return value;
    }

    /// <summary>Reads a number.</summary>
    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        var value = 0L;
        Expect(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value), "a whole number of 64 bits");
        return value;
    }

    /// <summary>Reads a number.</summary>
    public static ulong ReadUInt64(ref Utf8JsonReader reader)
    {
        var value = 0UL;
        Expect(reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out value), "a whole number of 64 bits, not negative");
        return value;
    }

    /// <summary>Reads a point in time (RFC 3339).</summary>
    public static DateTimeOffset ReadDateTimeOffset(ref Utf8JsonReader reader)
    {
        var value = default(DateTimeOffset);
        Expect(reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out value), "a point in time");
        return value;
    }

    /// <summary>Reads an enumeration's number.</summary>
    public static T ReadEnum<T>(ref Utf8JsonReader reader)
        where T : unmanaged, Enum => Unsafe.BitCast<int, T>(ReadInt32(ref reader));

    /// <summary>Reads an array.</summary>
    public static IReadOnlyList<T> ReadList<T>(ref Utf8JsonReader reader, JsonReading<T> element)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray, "an array");
        List<T> list = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(element(ref reader));
        }

        return list;
    }

    /// <summary>Reads an object whose members' names are keys.</summary>
    public static IReadOnlyDictionary<string, T> ReadMap<T>(ref Utf8JsonReader reader, JsonReading<T> element)
    {
        ExpectObject(ref reader);
        Dictionary<string, T> map = [];
        while (NextName(ref reader))
        {
            var key = reader.GetString()!;
            reader.Read();
            map[key] = element(ref reader);
        }

        return map;
    }

    /// <summary>Writes a text.</summary>
    public static void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    /// <summary>Writes true or false.</summary>
    public static void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, ushort value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, uint value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number.</summary>
    public static void Write(Utf8JsonWriter writer, ulong value) => writer.WriteNumberValue(value);

    /// <summary>Writes a point in time (RFC 3339).</summary>
    public static void Write(Utf8JsonWriter writer, DateTimeOffset value) => writer.WriteStringValue(value);

    /// <summary>Writes an enumeration's number.</summary>
    public static void WriteEnum<T>(Utf8JsonWriter writer, T value)
        where T : unmanaged, Enum => writer.WriteNumberValue(Unsafe.BitCast<T, int>(value));

    /// <summary>Writes an array.</summary>
    public static void WriteList<T>(Utf8JsonWriter writer, IReadOnlyList<T> list, JsonWriting<T> element)
    {
        writer.WriteStartArray();
        for (var i = 0; i < list.Count; i++)
        {
            element(writer, list[i]);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an object whose members' names are the keys.</summary>
    public static void WriteMap<T>(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> map, JsonWriting<T> element)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            element(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void Expect(bool fulfilled, string what)
    {
        if (!fulfilled)
        {
            throw new JsonException($"{what} is expected");
        }
    }
}
