using System.Text.Json.Serialization;
using Engine.Host.Containers.Execs;
using Engine.Host.Containers.Health;

namespace Engine.Host.Containers;

/// <summary>JSON of what the container domain stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Container))]
[JsonSerializable(typeof(Exec))]
[JsonSerializable(typeof(HealthState))]
internal sealed partial class ContainerJson : JsonSerializerContext;
