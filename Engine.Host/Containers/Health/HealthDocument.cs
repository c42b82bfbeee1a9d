using System.Text.Json;
using Engine.Linux;

namespace Engine.Host.Containers.Health;

/// <summary>
/// The health of a running container, for the engine's next life: a document in the container's run directory, written after every check and not
/// flushed, because the program it tells of does not outlive the machine either.
/// </summary>
internal static class HealthDocument
{
    public static void Write(ContainerPaths paths, HealthState health)
    {
        const uint ownerOnly = 0x180;
        SmallFile.Publish(paths.Health, JsonSerializer.SerializeToUtf8Bytes(health, ContainerJson.Default.HealthState), ownerOnly);
    }

    public static HealthState? TryRead(ContainerPaths paths)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(paths.Health), ContainerJson.Default.HealthState);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}
