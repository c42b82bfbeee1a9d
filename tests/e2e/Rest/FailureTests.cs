using System.Net;
using System.Text.Json;

namespace Engine.EndToEnd.Tests;

[Collection(EngineCollection.Name)]
public sealed class RestTests(PrivateEngine engine)
{
    [Theory]
    [InlineData("/v1.99/version", HttpStatusCode.BadRequest, "client version 1.99 is too new. Maximum supported API version is 1.51")]
    [InlineData("/v1.10/version", HttpStatusCode.BadRequest, "client version 1.10 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version")]
    [InlineData("/v1.51/nope", HttpStatusCode.NotFound, "page not found")]
    [InlineData("/containers/nope/json", HttpStatusCode.NotFound, "No such container: nope")]
    [InlineData("/images/nope/json", HttpStatusCode.NotFound, "No such image: nope:latest")]
    [InlineData("/exec/nope/json", HttpStatusCode.NotFound, "No such exec instance: nope")]
    [InlineData("/networks/nope", HttpStatusCode.NotFound, "network nope not found")]
    [InlineData("/containers/json?filters=bad", HttpStatusCode.BadRequest, "invalid filter")]
    [InlineData("/swarm", HttpStatusCode.ServiceUnavailable, "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.")]
    public async Task Failures_have_dockers_status_and_words(string path, HttpStatusCode status, string message)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        using var answer = await engine.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(message, body.RootElement.GetProperty("message").GetString());
        Assert.Equal("1.51", answer.Headers.GetValues("Api-Version").Single());
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("""{"Image":5}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"Image":"nope"}""", HttpStatusCode.NotFound)]
    public async Task A_bad_creation_is_refused(string body, HttpStatusCode status)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await engine.Http.PostAsync("/containers/create", content, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
    }
}
