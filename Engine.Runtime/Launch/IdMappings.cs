using System.Text;
using Engine.Oci.Specs;

namespace Engine.Runtime.Launch;

/// <summary>Id mappings of a user namespace (user_namespaces(7)).</summary>
internal sealed record IdMappings(IReadOnlyList<LinuxIdMapping> Uids, IReadOnlyList<LinuxIdMapping> Gids)
{
    public static string Format(IReadOnlyList<LinuxIdMapping> mappings)
    {
        var text = new StringBuilder();
        foreach (var mapping in mappings)
        {
            text.Append($"{mapping.ContainerID} {mapping.HostID} {mapping.Size}\n");
        }

        return text.ToString();
    }
}
