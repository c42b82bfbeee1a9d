using System.Text.Json;
using Engine.Linux;

namespace Engine.Host.Containers.Execs;

/// <summary>
/// Execs that a restarted engine must still know, a document each in the container's run directory. They are not flushed:
/// an exec does not outlive the machine, and a process that dies does not lose what it wrote.
/// </summary>
internal static class ExecDocuments
{
    public static void Write(ContainerPaths paths, Exec exec)
    {
        const uint ownerOnly = 0x180;
        SmallFile.Publish(PathOf(paths, exec.Id), JsonSerializer.SerializeToUtf8Bytes(exec, ContainerJson.Default.Exec), ownerOnly);
    }

    public static void Delete(ContainerPaths paths, string id) => File.Delete(PathOf(paths, id));

    public static IEnumerable<Exec> ReadAll(ContainerPaths paths)
    {
        if (!Directory.Exists(paths.Execs))
        {
            yield break;
        }

        foreach (string file in Directory.EnumerateFiles(paths.Execs, "*.json"))
        {
            if (TryRead(file) is { } exec)
            {
                yield return exec;
            }
        }
    }

    private static Exec? TryRead(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), ContainerJson.Default.Exec);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    private static string PathOf(ContainerPaths paths, string id) => Path.Combine(paths.Execs, id + ".json");
}
