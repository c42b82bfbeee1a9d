using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Routing;

/// <summary>One request as a handler sees it: captures, query, body, and the ways to answer.</summary>
internal sealed class RestRequest(HttpContext http, ApiVersion version, string[] captures, CancellationToken cancellationToken, CancellationToken stopping)
{
    // A container with every option filled in is some kilobytes; archives are streams and have no such limit.
    private const int MaxJsonBody = 8 * 1024 * 1024;

    public HttpContext Http { get; } = http;

    public HttpResponse Response => Http.Response;

    public ApiVersion Version { get; } = version;

    public QueryValues Query { get; } = new(http.Request.Query);

    /// <summary>Ends when the client is gone or the daemon stops.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Ends when the daemon stops.</summary>
    public CancellationToken Stopping { get; } = stopping;

    /// <summary>The path's capture, by its place in the template.</summary>
    public string Capture(int index) => Uri.UnescapeDataString(captures[index]);

    /// <summary>The body as JSON. An empty body is null if that is allowed.</summary>
    /// <exception cref="InvalidArgumentException">It is none, or not called so.</exception>
    public async Task<T?> ReadJsonAsync<T>(JsonTypeInfo<T> type, bool emptyAllowed = false)
        where T : class
    {
        using var body = await ReadBodyAsync();
        if (body.Length == 0 || IsBlank(body))
        {
            return emptyAllowed ? null : throw new InvalidArgumentException("invalid JSON: got EOF while reading request body");
        }

        RequireJsonType();
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new InvalidArgumentException("invalid JSON: got null");
        }
        catch (JsonException e)
        {
            throw new InvalidArgumentException("invalid JSON: " + e.Message, innerException: e);
        }
    }

    public async Task JsonAsync<T>(int status, T value, JsonTypeInfo<T> type)
    {
        Response.StatusCode = status;
        Response.ContentType = MediaTypeNames.Application.Json;
        if (HttpMethods.IsHead(Http.Request.Method))
        {
            return;
        }

        // The length is sent with it, which some clients need.
        var line = Line(value, type);
        Response.ContentLength = line.Length;
        await Response.BodyWriter.WriteAsync(line, CancellationToken);
    }

    /// <summary>One document of a stream of them, sent at once.</summary>
    public async Task JsonLineAsync<T>(T value, JsonTypeInfo<T> type) =>
        await Response.BodyWriter.WriteAsync(Line(value, type), CancellationToken);

    /// <summary>An answer without a body.</summary>
    public Task EmptyAsync(int status)
    {
        Response.StatusCode = status;
        if (status is StatusCodes.Status200OK or StatusCodes.Status201Created)
        {
            Response.ContentLength = 0;
        }

        return Task.CompletedTask;
    }

    // Go's encoder ends every document with a line feed, and clients read lines.
    private static ReadOnlyMemory<byte> Line<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = type.Options.Encoder, SkipValidation = true }))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private async Task<MemoryStream> ReadBodyAsync()
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await Http.Request.Body.ReadAsync(buffer, CancellationToken)) > 0)
        {
            if (body.Length + read > MaxJsonBody)
            {
                throw new InvalidArgumentException($"the request's body is larger than {MaxJsonBody} bytes");
            }

            body.Write(buffer, 0, read);
        }

        body.Position = 0;
        return body;
    }

    private static bool IsBlank(MemoryStream body) => body.GetBuffer().AsSpan(0, (int)body.Length).IndexOfAnyExcept(" \t\r\n"u8) < 0;

    private void RequireJsonType()
    {
        var type = Http.Request.ContentType;
        if (type is null)
        {
            throw new InvalidArgumentException("malformed Content-Type header (): mime: no media type");
        }

        var end = type.IndexOf(';', StringComparison.Ordinal);
        if (!(end < 0 ? type : type[..end]).Trim().Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidArgumentException($"unsupported Content-Type header ({type}): must be 'application/json'");
        }
    }
}
