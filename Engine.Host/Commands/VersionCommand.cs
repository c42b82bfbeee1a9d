using System.Text.Json;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Hosting;

namespace Engine.Host.Commands;

/// <summary><c>engine-host version [--json]</c>: what this program is, without a daemon.</summary>
internal static class VersionCommand
{
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output)
    {
        var (version, commit) = EngineIdentity.BuildVersion();
        if (!arguments.Contains("--json"))
        {
            output.WriteLine($"engine-host {version}{(commit.Length == 0 ? "" : " " + commit)}");
            return 0;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("version", version);
            writer.WriteString("commit", commit);
            writer.WriteString("apiVersion", ApiVersion.Maximum.ToString());
            writer.WriteString("minimumApiVersion", ApiVersion.Minimum.ToString());
            writer.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        return 0;
    }
}
