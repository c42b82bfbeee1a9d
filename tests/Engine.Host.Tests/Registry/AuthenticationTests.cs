using System.Text;
using Engine.Host.Errors;
using Engine.Host.Registry;
using Engine.Host.Tests.Images;

namespace Engine.Host.Tests.Registry;

public sealed class AuthenticationTests
{
    private static readonly byte[] Layer = ArchiveBuilder.Layer("base");

    [Fact]
    public async Task Basic_credentials_are_sent_when_they_are_asked_for_and_not_before()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish(Layer);
        var right = "Basic " + Convert.ToBase64String("user:pass:word"u8);
        fixture.Registry.Fault = request => request["authorization"] == right ? null : Unauthorized("Basic realm=\"r\"");
        await fixture.PullAsync(credentials: new() { UserName = "user", Password = "pass:word" });
        Assert.Single(fixture.Registry.Requests, r => r["authorization"] is null);
    }

    [Fact]
    public async Task Without_credentials_the_refusal_is_docker_s()
    {
        await using var fixture = new TransferFixture();
        fixture.Registry.Fault = _ => Unauthorized("Basic realm=\"r\"");
        var failure = await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync());
        Assert.Equal(ErrorCode.ImagePullDenied, failure.Code);
        Assert.Contains("no basic auth credentials", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_fetched_once_for_its_scope_with_the_user_s_credentials()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish(Layer);
        fixture.Registry.Fault = request =>
            request.Path == "/token" ? Token(request, request["authorization"] == "Basic " + Convert.ToBase64String("u:p"u8))
            : request["authorization"] == "Bearer t1" ? null
            : Unauthorized($"Bearer realm=\"http://{fixture.Registry.Host}/token\",service=\"the \\\"registry\\\"\",scope=\"repository:app:pull\"");
        await fixture.PullAsync(credentials: new() { UserName = "u", Password = "p" });
        var asked = Assert.Single(fixture.Registry.Requests, r => r.Path == "/token");
        Assert.Contains("service=the%20%22registry%22", asked.Query, StringComparison.Ordinal);
        Assert.Contains("scope=repository%3Aapp%3Apull", asked.Query, StringComparison.Ordinal);
        Assert.Contains("account=u", asked.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anonymous_token_does_where_nothing_more_is_asked_for()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish(Layer);
        fixture.Registry.Fault = request =>
            request.Path == "/token" ? Token(request, request["authorization"] is null)
            : request["authorization"] == "Bearer t1" ? null
            : Unauthorized($"Bearer realm=\"http://{fixture.Registry.Host}/token\"");
        await fixture.PullAsync();
    }

    [Fact]
    public async Task A_refresh_token_goes_by_OAuth_and_a_registry_s_own_token_as_it_is()
    {
        await using var fixture = new TransferFixture();
        fixture.Publish(Layer);
        fixture.Registry.Fault = request =>
            request.Path == "/token" ? Token(request, request.Method == "POST" && Encoding.UTF8.GetString(request.Body).Contains("refresh_token=secret", StringComparison.Ordinal))
            : request["authorization"] is "Bearer t1" or "Bearer mine" ? null
            : Unauthorized($"Bearer realm=\"http://{fixture.Registry.Host}/token\",service=\"s\"");
        await fixture.PullAsync(credentials: new() { IdentityToken = "secret" });
        await fixture.PullAsync(credentials: new() { RegistryToken = "mine" });
        Assert.Single(fixture.Registry.Requests, r => r.Path == "/token");
    }

    [Fact]
    public async Task A_refused_token_and_a_service_that_lies_end_the_pull()
    {
        await using var fixture = new TransferFixture();
        var body = "{}"u8.ToArray();
        var status = 401;
        fixture.Registry.Fault = request => request.Path == "/token" ? new FakeAnswer(status, body) : Unauthorized($"Bearer realm=\"http://{fixture.Registry.Host}/token\"");
        body = """{"details":"incorrect username or password"}"""u8.ToArray();
        Assert.Contains("incorrect username or password", (await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync())).Message, StringComparison.Ordinal);
        (status, body) = (200, "{}"u8.ToArray());
        Assert.Contains("did not include a token", (await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync())).Message, StringComparison.Ordinal);
        (status, body) = (200, new byte[2 << 20]);
        Assert.Contains("larger than", (await Assert.ThrowsAnyAsync<EngineException>(() => fixture.PullAsync())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("realm=\"https://a/t\",service=b", "https://a/t", "b")]
    [InlineData("realm=\"a\\\"b\", scope=\"x,y\" , service = \"c\"", "a\"b", "c")]
    [InlineData("realm=\"unterminated", "unterminated", null)]
    [InlineData("=,=,", null, null)]
    [InlineData(",,,realm=a", "a", null)]
    [InlineData(null, null, null)]
    public void Challenges_are_read_whatever_they_look_like(string? text, string? realm, string? service)
    {
        var challenge = AuthenticationChallenge.Parse("Bearer", text);
        Assert.Equal((realm, service), (challenge["realm"], challenge["service"]));
    }

    [Theory]
    [InlineData("https://registry.example/", "", "http://proxy:1/")]
    [InlineData("http://registry.example/", "", null)]
    [InlineData("https://localhost:5000/", "", null)]
    [InlineData("https://127.0.0.9/", "", null)]
    [InlineData("https://registry.example/", "example", null)]
    [InlineData("https://registry.example/", "ample", "http://proxy:1/")]
    [InlineData("https://registry.example:444/", "registry.example:443", "http://proxy:1/")]
    [InlineData("https://10.1.2.3/", "10.0.0.0/8", null)]
    [InlineData("https://10.1.2.3/", "10.1.2.4", "http://proxy:1/")]
    [InlineData("https://registry.example/", "*", null)]
    [InlineData("https://example/", ".example", "http://proxy:1/")]
    public void A_proxy_is_asked_by_Go_s_rules(string url, string exceptions, string? proxy) =>
        Assert.Equal(proxy, new RegistryProxy(new() { HttpsProxy = "proxy:1", NoProxy = exceptions }, _ => null).GetProxy(new Uri(url))?.ToString());

    private static FakeAnswer Unauthorized(string challenge) => new(401) { Headers = { ["WWW-Authenticate"] = challenge } };

    private static FakeAnswer Token(FakeRequest request, bool isRight) =>
        isRight ? new(200, """{"token":"t1","expires_in":300}"""u8.ToArray()) : FakeAnswer.Error(401, "UNAUTHORIZED", request.Method);
}
