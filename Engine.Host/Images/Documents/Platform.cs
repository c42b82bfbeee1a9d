using System.Text.Json.Serialization;

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

    /// <summary>True if an image for this platform runs where <paramref name="wanted"/> is asked for.</summary>
    public bool Fits(Platform wanted) =>
        OperatingSystem == wanted.OperatingSystem && Architecture == wanted.Architecture && (wanted.Variant is null || Variant is null || Variant == wanted.Variant);

    public override string ToString() => $"{OperatingSystem}/{Architecture}{(string.IsNullOrEmpty(Variant) ? "" : "/" + Variant)}";
}
