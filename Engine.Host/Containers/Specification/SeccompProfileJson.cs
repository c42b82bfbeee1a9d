using System.Text.Json.Serialization;

namespace Engine.Host.Containers.Specification;

/// <summary>JSON of seccomp profiles.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SeccompProfile))]
internal sealed partial class SeccompProfileJson : JsonSerializerContext;
