using System.Text.Json;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>A seccomp profile as Docker's users write it: OCI's document with an architecture map, and rules that hold under conditions only.</summary>
internal sealed record SeccompProfile
{
    public string? DefaultAction { get; init; }

    public uint? DefaultErrnoRet { get; init; }

    public IReadOnlyList<string>? Architectures { get; init; }

    public IReadOnlyList<SeccompArchitectureMap>? ArchMap { get; init; }

    public IReadOnlyList<string>? Flags { get; init; }

    public string? ListenerPath { get; init; }

    public string? ListenerMetadata { get; init; }

    public IReadOnlyList<SeccompProfileRule>? Syscalls { get; init; }

    /// <summary>Reads a profile that a client gave.</summary>
    /// <exception cref="JsonException">It is no profile.</exception>
    public static SeccompProfile Parse(string json) =>
        JsonSerializer.Deserialize(json, SeccompProfileJson.Default.SeccompProfile) is { DefaultAction: not null } profile
            ? profile
            : throw new JsonException("a seccomp profile needs a defaultAction");

    /// <summary>The document for a container with these capabilities on this machine.</summary>
    public LinuxSeccomp For(IReadOnlyCollection<string> capabilities) => new()
    {
        DefaultAction = DefaultAction,
        DefaultErrnoRet = DefaultErrnoRet,
        Architectures = ArchMap is { Count: > 0 } ? NativeArchitectures() : Architectures,
        Flags = Flags,
        ListenerPath = ListenerPath,
        ListenerMetadata = ListenerMetadata,
        Syscalls = [.. (Syscalls ?? []).Where(rule => rule.Applies(capabilities)).Select(rule => rule.ToSyscall())],
    };

    private IReadOnlyList<string>? NativeArchitectures() =>
        ArchMap!.FirstOrDefault(map => map.Architecture == SeccompProfileRule.NativeArchitecture) is { } native
            ? [native.Architecture!, .. native.SubArchitectures ?? []]
            : Architectures;
}
