using System.Text.Json;
using Engine.Oci;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>A seccomp profile in Docker's format, a superset of OCI's: <c>archMap</c>, and rules under conditions.</summary>
internal static class SeccompProfile
{
    /// <summary>Reads a profile that a client gave.</summary>
    /// <exception cref="JsonException">It is no profile.</exception>
    public static LinuxSeccomp Parse(string json) =>
        JsonSerializer.Deserialize(json, OciJson.Default.LinuxSeccomp) is { DefaultAction: not null } profile
            ? profile
            : throw new JsonException("a seccomp profile needs a defaultAction");
}
