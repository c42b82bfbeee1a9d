namespace Engine.Oci.Json;

/// <summary>Documents that are an array.</summary>
public static class JsonList
{
    /// <summary>An array of what <paramref name="read"/> reads and <paramref name="write"/> writes.</summary>
    public static JsonFormat<IReadOnlyList<T>> Of<T>(JsonReading<T> read, JsonWriting<T> write) =>
        new((ref reader) => JsonValue.ReadList(ref reader, read), (writer, list) => JsonValue.WriteList(writer, list, write));
}
