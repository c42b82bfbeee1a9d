using System.Text.Json;
using Engine.Host.Errors;
using Engine.Host.Images.Documents;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>The platform of a query: text (<c>linux/arm64</c>), or since API 1.48 OCI's document, in some places a list of one.</summary>
internal static class PlatformReader
{
    public static Platform? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return text.TrimStart() switch
            {
                ['{', ..] => JsonSerializer.Deserialize(text, ImageJson.Default.Platform),
                ['[', ..] => JsonSerializer.Deserialize(text, ImageJson.Default.IReadOnlyListPlatform) is [var only] ? only
                    : throw new InvalidArgumentException("multiple platform parameters are not supported"),
                _ => Platform.Parse(text),
            };
        }
        catch (JsonException e)
        {
            throw new InvalidArgumentException($"failed to parse platform: {e.Message}", innerException: e);
        }
    }
}
