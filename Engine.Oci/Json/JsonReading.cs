using System.Text.Json;

namespace Engine.Oci.Json;

/// <summary>Reads the value whose first token the reader stands at, and leaves it at its last.</summary>
/// <exception cref="JsonException">It is not such a value.</exception>
public delegate T JsonReading<T>(ref Utf8JsonReader reader);
