using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Engine.EndToEnd.Tests;

/// <summary>Archives that are not what they should be: the failure says what is wrong, and nothing of them stays.</summary>
public sealed class BadImageTests(PrivateEngine engine) : IClassFixture<PrivateEngine>
{
    private static readonly byte[] s_layer = DockerArchive.Tar(("file", new byte[300_000]));

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
        var before = Files();
        var (status, text) = await PostAsync("/images/load?quiet=1", Archive(kind));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, Message(text), StringComparison.Ordinal);
        Assert.Equal(before, Files());
        await engine.RequireConsistentAsync();
    }

    [Theory]
    [InlineData("random", "invalid tar header: the checksum is wrong")]
    [InlineData("truncated", "unexpected end of the archive")]
    public async Task A_bad_root_filesystem_is_not_imported(string kind, string message)
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var before = Files();

        // The failure may come before or after the first word on progress: many times, so that it comes right between the two.
        for (var i = 0; i < 30; i++)
        {
            var (_, text) = await PostAsync("/images/create?fromSrc=-&repo=bad", Archive(kind));
            Assert.Contains(message, text, StringComparison.Ordinal);
        }

        Assert.Equal(before, Files());
        await engine.RequireConsistentAsync();
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_leaves_nothing()
    {
        Assert.SkipWhen(engine.Unavailable is not null, engine.Unavailable ?? "");
        var before = Files();
        var archive = DockerArchive.Make(DockerArchive.Tar(("file", new byte[8 << 20])));
        using (var connection = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
        {
            await connection.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(engine.Socket), TestContext.Current.CancellationToken);
            await connection.SendAsync(Encoding.ASCII.GetBytes($"POST /images/load HTTP/1.1\r\nHost: engine\r\nContent-Type: application/x-tar\r\nContent-Length: {archive.Length}\r\n\r\n"), TestContext.Current.CancellationToken);
            await connection.SendAsync(archive.AsMemory(0, archive.Length / 2), TestContext.Current.CancellationToken);
        }

        for (var i = 0; i < 200 && !before.SequenceEqual(Files()); i++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.Equal(before, Files());
        await engine.RequireConsistentAsync();
    }

    private static byte[] Archive(string kind)
    {
        var whole = DockerArchive.Make(s_layer);
        return kind switch
        {
            "random" => [.. Enumerable.Range(0, 20_000).Select(i => (byte)((i * 7919) >> 3))],
            "empty" => new byte[1024],
            "no image" => DockerArchive.Tar(("something", "else"u8.ToArray())),
            "truncated" => whole[..(whole.Length / 2)],
            "truncated gzip" => Gzip(whole) is var compressed ? compressed[..(compressed.Length / 2)] : [],
            "wrong layer" => DockerArchive.Make(s_layer, declared: DockerArchive.Digest([1])),
            "wrong blob" => DockerArchive.MakeLayoutWithWrongBlob(s_layer),
            "climbing layer" => DockerArchive.Make(DockerArchive.Tar(("../../etc/escaped", [1]))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private static string Message(string text) => JsonNode.Parse(text)?["message"]?.GetValue<string>() ?? text;

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, byte[] archive)
    {
        using var content = new ByteArrayContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using var answer = await engine.Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // Blobs, layers and half-made things; not the files of the layers, which would be many.
    private string[] Files() =>
        [.. new[] { "blobs/sha256", "overlay", "tmp" }.SelectMany(part => Directory.GetFileSystemEntries(Path.Combine(engine.DataRoot, part))).Order()];
}
