using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>An engine's REST face without a client's own costs and opinions.</summary>
internal sealed class ContainerApi(PrivateEngine engine)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Makes a container of the busybox image, without a network, that runs a shell script.</summary>
    public async Task<string> CreateAsync(string script, string? name = null, bool autoRemove = false)
    {
        var (status, text) = await SendAsync(HttpMethod.Post, "/containers/create" + (name is null ? "" : "?name=" + name), Creation(script, autoRemove));
        Assert.True(status == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!["Id"]!.GetValue<string>();
    }

    public static string Creation(string script, bool autoRemove = false) => new JsonObject
    {
        ["Image"] = "busybox",
        ["Cmd"] = new JsonArray("sh", "-c", script),
        ["HostConfig"] = new JsonObject { ["NetworkMode"] = "none", ["AutoRemove"] = autoRemove },
    }.ToJsonString();

    public async Task StartAsync(string id) => await RequireAsync(HttpMethod.Post, $"/containers/{id}/start", HttpStatusCode.NoContent);

    public async Task<string> RunAsync(string script, string? name = null, bool autoRemove = false)
    {
        var id = await CreateAsync(script, name, autoRemove);
        await StartAsync(id);
        return id;
    }

    /// <summary>Waits for the end; the exit code.</summary>
    public async Task<int> WaitAsync(string id) =>
        JsonNode.Parse(await RequireAsync(HttpMethod.Post, $"/containers/{id}/wait", HttpStatusCode.OK))!["StatusCode"]!.GetValue<int>();

    public Task<string> RemoveAsync(string id) => RequireAsync(HttpMethod.Delete, $"/containers/{id}?force=1", HttpStatusCode.NoContent);

    public async Task<JsonNode> InspectAsync(string id) => JsonNode.Parse(await RequireAsync(HttpMethod.Get, $"/containers/{id}/json", HttpStatusCode.OK))!;

    public async Task<int> PidAsync(string id) => (await InspectAsync(id))["State"]!["Pid"]!.GetValue<int>();

    /// <summary>Every container's id.</summary>
    public async Task<IReadOnlyList<string>> ListAsync() =>
        [.. JsonNode.Parse(await RequireAsync(HttpMethod.Get, "/containers/json?all=1", HttpStatusCode.OK))!.AsArray().Select(c => c!["Id"]!.GetValue<string>())];

    /// <summary>Starts a program in a container and leaves it alone; the exec's id.</summary>
    public async Task<string> ExecAsync(string id, string script)
    {
        var creation = new JsonObject { ["Cmd"] = new JsonArray("sh", "-c", script) }.ToJsonString();
        var exec = JsonNode.Parse(await RequireAsync(HttpMethod.Post, $"/containers/{id}/exec", HttpStatusCode.Created, creation))!["Id"]!.GetValue<string>();
        await RequireAsync(HttpMethod.Post, $"/exec/{exec}/start", HttpStatusCode.OK, """{"Detach":true}""");
        return exec;
    }

    public async Task<JsonNode> InspectExecAsync(string exec) => JsonNode.Parse(await RequireAsync(HttpMethod.Get, $"/exec/{exec}/json", HttpStatusCode.OK))!;

    /// <summary>Waits until an exec has ended; its exit code.</summary>
    public async Task<int> ExecEndAsync(string exec)
    {
        JsonNode state;
        while ((state = await InspectExecAsync(exec))["Running"]!.GetValue<bool>())
        {
            await Task.Delay(20, Cancel);
        }

        return state["ExitCode"]!.GetValue<int>();
    }

    /// <summary>Sends a request; the answer's status and whole body.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await engine.Http.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<string> RequireAsync(HttpMethod method, string path, HttpStatusCode expected, string? json = null)
    {
        var (status, text) = await SendAsync(method, path, json);
        Assert.True(status == expected, $"{method} {path}: {(int)status} {text}");
        return text;
    }
}
