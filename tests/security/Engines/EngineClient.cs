using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Engine.Conformance.Tests.Bundles;
using Engine.EndToEnd.Tests;

namespace Engine.Security.Tests.Engines;

/// <summary>The tests' engine by its REST face, as a client of Docker's would use it, but for bodies that no real client sends.</summary>
internal sealed class EngineClient
{
    private readonly HttpClient _http;

    public EngineClient(PrivateEngine engine)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        _http = engine.Http;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Runs a shell script in a container of its own and removes it.</summary>
    /// <param name="script">For <c>sh -c</c>.</param>
    /// <param name="patch">A JSON merge patch of the creation's body.</param>
    /// <param name="image">The image.</param>
    public async Task<Outcome> RunAsync(string script, string patch = "{}", string image = "busybox")
    {
        (HttpStatusCode status, string text) = await SendAsync(HttpMethod.Post, "/containers/create", Creation(script, patch, image));
        if (status != HttpStatusCode.Created)
        {
            return new Outcome(-1, "", $"{(int)status} {text}");
        }

        await using var container = new RunningContainer(this, JsonNode.Parse(text)!["Id"]!.GetValue<string>());
        (status, text) = await SendAsync(HttpMethod.Post, $"/containers/{container.Id}/start", null);
        if (status != HttpStatusCode.NoContent)
        {
            return new Outcome(-1, "", $"{(int)status} {text}");
        }

        (_, text) = await SendAsync(HttpMethod.Post, $"/containers/{container.Id}/wait", null);
        int exitCode = JsonNode.Parse(text)!["StatusCode"]!.GetValue<int>();
        return new Outcome(exitCode, await LogsAsync(container.Id));
    }

    /// <summary>Starts a container that sleeps, to execute in.</summary>
    public async Task<RunningContainer> StartAsync(string patch = "{}", string image = "busybox", string script = "while :; do sleep 1000; done")
    {
        (HttpStatusCode status, string text) = await SendAsync(HttpMethod.Post, "/containers/create", Creation(script, patch, image));
        Assert.True(status == HttpStatusCode.Created, text);
        var container = new RunningContainer(this, JsonNode.Parse(text)!["Id"]!.GetValue<string>());
        (status, text) = await SendAsync(HttpMethod.Post, $"/containers/{container.Id}/start", null);
        if (status != HttpStatusCode.NoContent)
        {
            await container.DisposeAsync();
            Assert.Fail(text);
        }

        return container;
    }

    /// <summary>Sends a request; the answer's status and whole body.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _http.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        (HttpStatusCode status, string text) = await SendAsync(HttpMethod.Get, path, null);
        Assert.True(status == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    public async Task<string> LogsAsync(string id)
    {
        using HttpResponseMessage answer = await _http.GetAsync($"/containers/{id}/logs?stdout=1&stderr=1", Cancel);
        return StreamFrames.Text(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    public async Task<Outcome> ExecAsync(string id, string patch)
    {
        string body = JsonMergePatch.Apply(JsonNode.Parse("""{"AttachStdout":true,"AttachStderr":true}"""), JsonNode.Parse(patch))!.ToJsonString();
        (HttpStatusCode status, string text) = await SendAsync(HttpMethod.Post, $"/containers/{id}/exec", body);
        if (status != HttpStatusCode.Created)
        {
            return new Outcome(-1, "", $"{(int)status} {text}");
        }

        string exec = JsonNode.Parse(text)!["Id"]!.GetValue<string>();
        using var start = new StringContent("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _http.PostAsync($"/exec/{exec}/start", start, Cancel);
        byte[] output = await answer.Content.ReadAsByteArrayAsync(Cancel);
        JsonNode state = await GetAsync($"/exec/{exec}/json");
        return new Outcome(state["ExitCode"]?.GetValue<int>() ?? -1, StreamFrames.Text(output));
    }

    private static string Creation(string script, string patch, string image)
    {
        var body = new JsonObject
        {
            ["Image"] = image,
            ["Cmd"] = new JsonArray("sh", "-c", script),
            ["HostConfig"] = new JsonObject { ["NetworkMode"] = "none" },
        };
        return JsonMergePatch.Apply(body, JsonNode.Parse(patch))!.ToJsonString(new JsonSerializerOptions { WriteIndented = false });
    }
}
