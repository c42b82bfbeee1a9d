using System.Text.Json.Serialization;
using Engine.Host.Containers.Execs;

namespace Engine.Host.Containers;

/// <summary>JSON of what the container domain stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Container))]
[JsonSerializable(typeof(Exec))]
internal sealed partial class ContainerJson : JsonSerializerContext;
