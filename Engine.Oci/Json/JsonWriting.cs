using System.Text.Json;

namespace Engine.Oci.Json;

/// <summary>Writes a value where one is expected.</summary>
public delegate void JsonWriting<T>(Utf8JsonWriter writer, T value);
