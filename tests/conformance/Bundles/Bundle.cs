using System.Text.Json.Nodes;

namespace Engine.Conformance.Tests.Bundles;

/// <summary>One container to compare: how it differs from the baseline, what is asked inside, and what is done to it from outside.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Patch">A JSON merge patch (RFC 7396) of the baseline configuration.</param>
public sealed record Bundle(string Name, string Patch = "{}")
{
    /// <summary>Mounts that come after the baseline's; merge patches only replace lists.</summary>
    public string MoreMounts { get; init; } = "[]";

    /// <summary>Shell commands that the first process runs after the common probe.</summary>
    public string Probe { get; init; } = "";

    /// <summary>Shell commands outside the container that make it live and die.</summary>
    public string Scenario { get; init; } = """outcome rt run --bundle "$BUNDLE" "$ID" """;

    /// <summary>The container runs only <see cref="Probe"/>: for those that are too small or too closed for the common probe.</summary>
    public bool OwnProbeOnly { get; init; }

    /// <summary>The whole config.json.</summary>
    public string Configuration()
    {
        JsonNode configuration = JsonMergePatch.Apply(JsonNode.Parse(Resource.Text("baseline.json")), JsonNode.Parse(Patch))!;
        foreach (JsonNode? mount in JsonNode.Parse(MoreMounts)!.AsArray())
        {
            configuration["mounts"]!.AsArray().Add(mount!.DeepClone());
        }

        return configuration.ToJsonString();
    }

    /// <summary>The script that becomes <c>/probe</c>.</summary>
    public string ProbeScript() => (OwnProbeOnly ? "" : Resource.Text("probe.sh")) + Probe + "\n";

    /// <summary>The script run outside.</summary>
    public string ScenarioScript() => Resource.Text("prelude.sh") + Scenario + "\n";
}
