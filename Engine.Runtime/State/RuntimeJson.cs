using System.Text.Json.Serialization;

namespace Engine.Runtime.State;

/// <summary>JSON of the runtime's own documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerRecord))]
[JsonSerializable(typeof(IReadOnlyList<ContainerListEntry>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
internal sealed partial class RuntimeJson : JsonSerializerContext;
