using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engine.Host.Images.Documents;

/// <summary>JSON of the image documents, generated at build time. What is not there is not written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImageConfiguration))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(IReadOnlyList<Platform>))]
[JsonSerializable(typeof(IReadOnlyList<DockerArchiveImage>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>))]
internal sealed partial class ImageJson : JsonSerializerContext
{
    /// <summary>For writing: what needs no escape in JSON stays as it is (<c>tar+gzip</c>).</summary>
    public static ImageJson Plain { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Reads a document that came from outside.</summary>
    /// <exception cref="Errors.EngineException">It is no such document.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string what)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw ImageErrors.InvalidArchive($"{what} is empty");
        }
        catch (JsonException e)
        {
            throw ImageErrors.InvalidArchive($"{what} is not what it should be: {e.Message}");
        }
    }
}
