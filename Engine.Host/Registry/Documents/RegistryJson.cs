using System.Text.Json.Serialization;

namespace Engine.Host.Registry.Documents;

/// <summary>JSON of registries, generated at build time.</summary>
[JsonSerializable(typeof(RegistryErrorBody))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(TagList))]
[JsonSerializable(typeof(SearchPage))]
internal sealed partial class RegistryJson : JsonSerializerContext;
