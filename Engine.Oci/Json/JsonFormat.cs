using System.Buffers;
using System.Text.Json;

namespace Engine.Oci.Json;

/// <summary>How a document is read from JSON and written as JSON (RFC 8259, UTF-8). Unknown members are ignored, as the OCI specifications ask; nulls are not written.</summary>
/// <typeparam name="T">The document.</typeparam>
/// <param name="read">Reads one.</param>
/// <param name="write">Writes one.</param>
public sealed class JsonFormat<T>(JsonReading<T> read, JsonWriting<T> write)
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is not JSON, or not such a document: the message says what is wrong, the path where.</exception>
    public T Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            var value = read(ref reader);
            reader.Read();
            return value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw JsonFailure.At(json, reader.TokenStartIndex, e);
        }
    }

    /// <summary>Reads the value the reader stands at.</summary>
    public T ReadValue(ref Utf8JsonReader reader) => read(ref reader);

    /// <summary>Writes a document.</summary>
    public byte[] Write(T value, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, value, indented);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a document.</summary>
    public void Write(IBufferWriter<byte> buffer, T value, bool indented = false)
    {
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, SkipValidation = true, Encoder = PlainEncoder.Instance });
        write(writer, value);
    }

    /// <summary>Writes a value where one is expected.</summary>
    public void WriteValue(Utf8JsonWriter writer, T value) => write(writer, value);
}
