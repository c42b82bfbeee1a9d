namespace Engine.Oci.Specs;

/// <summary>A container's configuration, <c>config.json</c> (runtime-spec 1.2, config.md).</summary>
public sealed record RuntimeSpec
{
    /// <summary>Version of the specification the document follows.</summary>
    public string OciVersion { get; init; } = "1.2.0";
}
