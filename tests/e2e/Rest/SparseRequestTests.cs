using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>Requests that leave out, or say «null» of, what the docker client always sends; and what one container must not do to the answers for all.</summary>
[Collection(EngineCollection.Name)]
public sealed class SparseRequestTests(PrivateEngine engine)
{
    [Theory]
    [InlineData("""{ "HostConfig": { "Binds": ["sparse:/data"] } }""")]
    [InlineData("""{ "HostConfig": { "Mounts": [null], "Devices": [{ "PathOnHost": "/dev/null" }], "LogConfig": {}, "RestartPolicy": {} } }""")]
    [InlineData("""{ "HostConfig": { "PortBindings": { "80/tcp": [null] } } }""")]
    [InlineData("""{ "HostConfig": null, "NetworkingConfig": null, "Env": null, "ExposedPorts": { "8000-8010/tcp": {} } }""")]
    [InlineData("""{ "NetworkingConfig": { "EndpointsConfig": { "bridge": null } } }""")]
    public async Task A_container_of_little_is_made_and_started_and_listed(string members)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var request = JsonNode.Parse(members)!.AsObject();
        request["Image"] = "busybox";
        request["Cmd"] = new JsonArray("true");
        var (status, answer) = await PostAsync("/containers/create", request);
        Assert.Equal((HttpStatusCode.Created, ""), (status, answer["message"]?.GetValue<string>() ?? ""));
        var id = answer["Id"]!.GetValue<string>();
        (status, answer) = await PostAsync($"/containers/{id}/start", null);
        Assert.Equal((HttpStatusCode.NoContent, ""), (status, answer["message"]?.GetValue<string>() ?? ""));
        Assert.Contains(id, await engine.Http.GetStringAsync("/containers/json?all=1", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await RemoveAsync(id);
    }

    [Theory]
    [InlineData("""{ "HostConfig": { "Dns": ["foo"] } }""", "foo")]
    [InlineData("""{ "HostConfig": { "NetworkMode": "host" }, "NetworkingConfig": { "EndpointsConfig": { "bridge": {} } } }""", "private")]
    [InlineData("""{ "HostConfig": { "Ulimits": [{ "Soft": 1, "Hard": 1 }] } }""", "ulimit")]
    public async Task What_cannot_be_is_refused_by_name(string members, string named)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var request = JsonNode.Parse(members)!.AsObject();
        request["Image"] = "busybox";
        request["Cmd"] = new JsonArray("true");
        var (status, answer) = await PostAsync("/containers/create", request);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(named, answer["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_that_was_made_again_under_its_name_is_one_network_of_a_container()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var network = new JsonObject { ["Name"] = "sparse-again", ["IPAM"] = new JsonObject { ["Config"] = new JsonArray((JsonNode?)null) } };
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("/networks/create", network)).Status);
        var request = new JsonObject { ["Image"] = "busybox", ["Cmd"] = new JsonArray("true"), ["HostConfig"] = new JsonObject { ["NetworkMode"] = "sparse-again" } };
        var id = (await PostAsync("/containers/create", request)).Answer["Id"]!.GetValue<string>();
        using (await engine.Http.DeleteAsync("/networks/sparse-again", TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal(HttpStatusCode.Created, (await PostAsync("/networks/create", network)).Status);
        var (status, answer) = await PostAsync("/networks/sparse-again/connect", new JsonObject { ["Container"] = id });
        Assert.Equal((HttpStatusCode.OK, ""), (status, answer["message"]?.GetValue<string>() ?? ""));
        var inspected = JsonNode.Parse(await engine.Http.GetStringAsync($"/containers/{id}/json", TestContext.Current.CancellationToken))!;
        Assert.Equal(["sparse-again"], inspected["NetworkSettings"]!["Networks"]!.AsObject().Select(entry => entry.Key));
        await RemoveAsync(id);
        using (await engine.Http.DeleteAsync("/networks/sparse-again", TestContext.Current.CancellationToken))
        {
        }
    }

    private async Task<(HttpStatusCode Status, JsonObject Answer)> PostAsync(string path, JsonObject? body)
    {
        using var content = new StringContent(body?.ToJsonString() ?? "", Encoding.UTF8, "application/json");
        using var answer = await engine.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }

    private async Task RemoveAsync(string id)
    {
        using var removed = await engine.Http.DeleteAsync($"/containers/{id}?force=1&v=1", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }
}
