using System.Runtime.InteropServices;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>A rule of a seccomp profile.</summary>
internal sealed record SeccompProfileRule
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    public string? Action { get; init; }

    public uint? ErrnoRet { get; init; }

    public IReadOnlyList<LinuxSeccompArg>? Args { get; init; }

    public SeccompCondition? Includes { get; init; }

    public SeccompCondition? Excludes { get; init; }

    /// <summary>This machine in OCI's words.</summary>
    public static string NativeArchitecture => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "SCMP_ARCH_AARCH64" : "SCMP_ARCH_X86_64";

    private static string GoArchitecture => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>Whether the rule holds for a container with these capabilities on this machine.</summary>
    public bool Applies(IReadOnlyCollection<string> capabilities) =>
        (Includes is not { Caps.Count: > 0 } || Includes.Caps.All(capabilities.Contains))
        && (Includes is not { Arches.Count: > 0 } || Includes.Arches.Contains(GoArchitecture))
        && (Includes?.MinKernel is not { Length: > 0 } oldest || KernelIsAtLeast(oldest))
        && (Excludes is not { Caps.Count: > 0 } || !Excludes.Caps.Any(capabilities.Contains))
        && (Excludes is not { Arches.Count: > 0 } || !Excludes.Arches.Contains(GoArchitecture))
        && (Excludes?.MinKernel is not { Length: > 0 } newest || !KernelIsAtLeast(newest));

    /// <summary>The rule without its conditions.</summary>
    public LinuxSyscall ToSyscall() => new()
    {
        Names = Name is { Length: > 0 } ? [Name] : Names,
        Action = Action,
        ErrnoRet = ErrnoRet,
        Args = Args is { Count: > 0 } ? Args : null,
    };

    private static bool KernelIsAtLeast(string version) =>
        Version.TryParse(version, out Version? wanted) && Environment.OSVersion.Version >= wanted;
}
