using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>Archives that are not what they should be: the failure says what is wrong, and nothing of them stays.</summary>
public sealed class BadImageTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    public static TheoryData<string, string> Loads => new()
    {
        { "random", "invalid tar header: the checksum is wrong" },
        { "empty", "it has neither manifest.json (docker save) nor index.json (OCI layout)" },
        { "no image", "it has neither manifest.json (docker save) nor index.json (OCI layout)" },
        { "truncated", "unexpected end of the archive" },
        { "truncated gzip", "unexpected end" },
        { "wrong layer", "content does not match its digest" },
        { "wrong blob", "content does not match its digest" },
        { "climbing layer", "it leads out of the layer" },
    };

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task A_bad_archive_is_refused_whole(string kind, string message)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var before = engine.StoredFiles();
        var (status, text) = await PostAsync("/images/load?quiet=1", BadArchive.Make(kind));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, Message(text), StringComparison.Ordinal);
        Assert.Equal(before, engine.StoredFiles());
        await engine.RequireConsistentAsync();
    }

    [Theory]
    [InlineData("random", "invalid tar header: the checksum is wrong")]
    [InlineData("truncated", "unexpected end of the archive")]
    public async Task A_bad_root_filesystem_is_not_imported(string kind, string message)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var before = engine.StoredFiles();

        // The failure may come before or after the first word on progress: many times, so that it comes right between the two.
        for (var i = 0; i < 30; i++)
        {
            var (_, text) = await PostAsync("/images/create?fromSrc=-&repo=bad", BadArchive.Make(kind));
            Assert.Contains(message, text, StringComparison.Ordinal);
        }

        Assert.Equal(before, engine.StoredFiles());
        await engine.RequireConsistentAsync();
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_leaves_nothing()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var before = engine.StoredFiles();
        var archive = DockerArchive.Make(DockerArchive.Tar(("file", new byte[8 << 20])));
        using (var connection = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
        {
            await connection.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(engine.Socket), TestContext.Current.CancellationToken);
            await connection.SendAsync(Encoding.ASCII.GetBytes($"POST /images/load HTTP/1.1\r\nHost: engine\r\nContent-Type: application/x-tar\r\nContent-Length: {archive.Length}\r\n\r\n"), TestContext.Current.CancellationToken);
            await connection.SendAsync(archive.AsMemory(0, archive.Length / 2), TestContext.Current.CancellationToken);
        }

        for (var i = 0; i < 200 && !before.SequenceEqual(engine.StoredFiles()); i++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.Equal(before, engine.StoredFiles());
        await engine.RequireConsistentAsync();
    }

    private static string Message(string text) => JsonNode.Parse(text)?["message"]?.GetValue<string>() ?? text;

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, byte[] archive)
    {
        using var content = new ByteArrayContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using var answer = await engine.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
