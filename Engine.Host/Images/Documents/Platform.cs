using System.Text.Json.Serialization;
using Engine.Host.Errors;

namespace Engine.Host.Images.Documents;

/// <summary>What an image runs on, in Go's words (OCI image-spec, image-index.md).</summary>
internal sealed record Platform
{
    [JsonPropertyName("architecture")]
    public string? Architecture { get; init; }

    [JsonPropertyName("os")]
    public string? OperatingSystem { get; init; }

    [JsonPropertyName("variant")]
    public string? Variant { get; init; }

    /// <summary>The machine the engine runs on.</summary>
    public static Platform Host { get; } = new()
    {
        OperatingSystem = "linux",
        Architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
            var other => other.ToString().ToLowerInvariant(),
        },
    };

    /// <summary>Reads <c>os[/arch[/variant]]</c>, or an architecture alone, with the names that people use for architectures.</summary>
    /// <exception cref="InvalidArgumentException">It is no platform.</exception>
    public static Platform Parse(string text)
    {
        var parts = text.ToLowerInvariant().Split('/');
        if (parts.Length > 3 || parts.Any(part => part.Length == 0 || !part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')))
        {
            throw new InvalidArgumentException($"invalid platform: \"{text}\": expected OS/ARCHITECTURE[/VARIANT]");
        }

        if (parts.Length == 1)
        {
            return parts[0] is "linux" or "windows" or "darwin" or "freebsd"
                ? Host with { OperatingSystem = parts[0] }
                : Normalize("linux", parts[0], null);
        }

        return Normalize(parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
    }

    private static Platform Normalize(string system, string architecture, string? variant)
    {
        (architecture, variant) = architecture switch
        {
            "x86_64" or "x86-64" => ("amd64", variant),
            "aarch64" => ("arm64", variant),
            "i386" => ("386", null),
            "armhf" => ("arm", "v7"),
            "armel" => ("arm", "v6"),
            _ => (architecture, variant),
        };

        // The usual variant of an architecture is not named.
        variant = (architecture, variant) switch
        {
            ("amd64", "v1") or ("arm64", "v8" or "8") => null,
            ("arm", null) => "v7",
            ("arm", [>= '0' and <= '9']) => "v" + variant,
            _ => variant,
        };
        return new() { OperatingSystem = system, Architecture = architecture, Variant = variant };
    }

    /// <summary>True if an image for this platform runs where <paramref name="wanted"/> is asked for.</summary>
    public bool Fits(Platform wanted) =>
        OperatingSystem == wanted.OperatingSystem && Architecture == wanted.Architecture && (wanted.Variant is null || Variant is null || Variant == wanted.Variant);

    public override string ToString() => $"{OperatingSystem}/{Architecture}{(string.IsNullOrEmpty(Variant) ? "" : "/" + Variant)}";
}
