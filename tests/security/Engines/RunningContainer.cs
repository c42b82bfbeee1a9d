using System.Globalization;
using System.Text.Json.Nodes;

namespace Engine.Security.Tests.Engines;

/// <summary>A container of the tests' engine, removed when disposed.</summary>
internal sealed class RunningContainer(EngineClient client, string id) : IAsyncDisposable
{
    public string Id => id;

    /// <summary>The first process, as the host counts.</summary>
    public async Task<int> PidAsync() => (await client.GetAsync($"/containers/{id}/json"))["State"]!["Pid"]!.GetValue<int>();

    /// <summary>The monitor: the first process's parent.</summary>
    public async Task<int> MonitorAsync()
    {
        string[] status = await File.ReadAllLinesAsync($"/proc/{await PidAsync()}/status", TestContext.Current.CancellationToken);
        return int.Parse(status.First(l => l.StartsWith("PPid:", StringComparison.Ordinal))[5..], CultureInfo.InvariantCulture);
    }

    /// <summary>Executes a shell script; <paramref name="patch"/> changes the exec's body.</summary>
    public Task<Outcome> ExecAsync(string script, string patch = "{}")
    {
        var body = (JsonObject)JsonNode.Parse(patch)!;
        body.TryAdd("Cmd", new JsonArray("sh", "-c", script));
        return client.ExecAsync(id, body.ToJsonString());
    }

    public async ValueTask DisposeAsync() => await client.SendAsync(HttpMethod.Delete, $"/containers/{id}?force=1&v=1", null);
}
