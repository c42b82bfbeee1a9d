using System.Text.Json;
using Engine.Host.Errors;

namespace Engine.Host.Containers.Specification;

/// <summary>What <c>--security-opt</c> says, parsed.</summary>
internal sealed record SecurityOptions
{
    /// <summary>The program and its children cannot gain privileges by executing set-user-id files.</summary>
    public bool NoNewPrivileges { get; private init; }

    /// <summary>No seccomp filter.</summary>
    public bool SeccompUnconfined { get; private init; }

    /// <summary>A profile of the client's own, or null.</summary>
    public SeccompProfile? Seccomp { get; private init; }

    /// <summary>An AppArmor profile by name, or null.</summary>
    public string? AppArmor { get; private init; }

    /// <summary>Nothing of procfs and sysfs is masked or read-only.</summary>
    public bool SystemPathsUnconfined { get; private init; }

    /// <summary>Whether the kernel has AppArmor at all.</summary>
    public static bool KernelHasAppArmor { get; } = Directory.Exists("/sys/kernel/security/apparmor");

    /// <exception cref="InvalidArgumentException">An option that is not known, or a profile that is not one.</exception>
    public static SecurityOptions Parse(IReadOnlyList<string> options)
    {
        var parsed = new SecurityOptions();
        foreach (string option in options)
        {
            parsed = parsed.With(option);
        }

        return parsed;
    }

    private SecurityOptions With(string option)
    {
        if (option == "no-new-privileges")
        {
            return this with { NoNewPrivileges = true };
        }

        // "key:value" is the spelling of old clients.
        int split = option.IndexOf('=');
        split = split < 0 ? option.IndexOf(':') : split;
        if (split < 0)
        {
            throw new InvalidArgumentException($"invalid --security-opt 1: \"{option}\"");
        }

        string value = option[(split + 1)..];
        return option[..split] switch
        {
            "no-new-privileges" => this with
            {
                NoNewPrivileges = bool.TryParse(value, out bool on)
                    ? on
                    : throw new InvalidArgumentException($"invalid --security-opt 2: \"{option}\""),
            },
            "seccomp" when value == "unconfined" => this with { SeccompUnconfined = true },
            "seccomp" when value is "builtin" or "default" => this,
            "seccomp" => this with { Seccomp = ParseProfile(value) },
            "apparmor" => this with { AppArmor = value },
            "systempaths" when value == "unconfined" => this with { SystemPathsUnconfined = true },
            // SELinux labels; this kernel-independent engine does not set any, as Docker without SELinux.
            "label" => this,
            _ => throw new InvalidArgumentException($"invalid --security-opt 2: \"{option}\""),
        };
    }

    private static SeccompProfile ParseProfile(string json)
    {
        try
        {
            return SeccompProfile.Parse(json);
        }
        catch (JsonException e)
        {
            throw new InvalidArgumentException($"Decoding seccomp profile failed: {e.Message}", ErrorCode.InvalidArgument, e);
        }
    }
}
