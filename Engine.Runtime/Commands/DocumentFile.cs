using System.Text.Json;
using Engine.Oci.Json;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Commands;

/// <summary>Reads documents that the caller names.</summary>
internal static class DocumentFile
{
    /// <param name="path">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="what">What it should be, with article, for the error.</param>
    /// <exception cref="LaunchException">It is not such a document.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static T Read<T>(string path, JsonFormat<T> format, string what)
    {
        var content = File.ReadAllBytes(path);
        try
        {
            return format.Read(content);
        }
        catch (JsonException e)
        {
            throw LaunchException.Invalid($"{path} is not {what}: {e.Message}");
        }
    }
}
