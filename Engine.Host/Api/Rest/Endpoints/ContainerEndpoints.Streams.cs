using System.Text;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Api.Rest.Streams;
using Engine.Host.Api.Streams;
using Engine.Host.Containers;
using Engine.Host.Containers.Logs;
using Engine.Host.Containers.Sessions;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

internal sealed partial class ContainerEndpoints
{
    private async Task LogsAsync(RestRequest request)
    {
        var query = request.Query;
        if (!query.Flag("stdout") && !query.Flag("stderr"))
        {
            throw new InvalidArgumentException("Bad parameters: you must choose at least one stream");
        }

        var container = containers.Get(request.Capture(0));
        var entries = containers.ReadLogsAsync(
            container.Id, ReadLogQuery(query, query.Flag("follow")), request.CancellationToken);
        await using var reader = entries.GetAsyncEnumerator(request.CancellationToken);

        // The first entry may take for ever when following, but a log that cannot be read fails before it.
        var first = reader.MoveNextAsync().AsTask();
        if (first.IsFaulted)
        {
            await first;
        }

        var tty = container.Configuration.Tty;
        request.Response.ContentType = Hijack.ContentType(request, tty);
        await request.Response.StartAsync(request.CancellationToken);
        await request.Response.BodyWriter.FlushAsync(request.CancellationToken);
        var writer = new LogWriter(request.Response.BodyWriter, !tty, query.Flag("timestamps"), query.Flag("details"));
        await writer.CopyAsync(reader, first, request.CancellationToken);
    }

    private async Task AttachAsync(RestRequest request)
    {
        var container = containers.Get(request.Capture(0));
        var options = ReadAttachOptions(request.Query);
        var tty = container.Configuration.Tty;
        var logs = request.Query.Flag("logs");
        var stream = request.Query.Flag("stream");

        // What fails before the hijack still has a status.
        await using var session = stream ? await containers.AttachAsync(container.Id, options, request.CancellationToken) : null;
        var hijack = await Hijack.BeginAsync(request, Hijack.ContentType(request, tty));
        try
        {
            if (logs)
            {
                var query = new LogQuery { Stdout = options.Stdout, Stderr = options.Stderr };
                await using var reader = containers.ReadLogsAsync(container.Id, query, hijack.CancellationToken).GetAsyncEnumerator(hijack.CancellationToken);
                await new LogWriter(hijack.Output, !tty, false, false).CopyAsync(reader, reader.MoveNextAsync().AsTask(), hijack.CancellationToken);
            }

            if (session is not null)
            {
                await SessionPump.RunAsync(session, options.Stdin ? hijack.Input : null, hijack.Output, !tty, hijack.CancellationToken);
            }
        }
        catch (Exception e) when (e is EngineException or IOException)
        {
            StreamHeader.WriteFrame(hijack.Output, StreamKind.Stderr, Encoding.UTF8.GetBytes(e.Message + "\n"), !tty);
        }
        catch (OperationCanceledException) when (hijack.CancellationToken.IsCancellationRequested)
        {
            // The client is gone: the container goes on without it.
        }
        finally
        {
            await hijack.EndAsync();
        }
    }

    // The socket's messages are what a terminal would send and get; Docker multiplexes nothing here.
    private async Task AttachWebSocketAsync(RestRequest request)
    {
        var container = containers.Get(request.Capture(0));
        await using var session = await containers.AttachAsync(container.Id, ReadAttachOptions(request.Query), request.CancellationToken);
        await WebSocketPump.RunAsync(request, session);
    }

    private static AttachOptions ReadAttachOptions(QueryValues query) => new()
    {
        Stdin = query.Flag("stdin"),
        Stdout = query.Flag("stdout"),
        Stderr = query.Flag("stderr"),
    };

    private static LogQuery ReadLogQuery(QueryValues query, bool follow) => new()
    {
        Stdout = query.Flag("stdout"),
        Stderr = query.Flag("stderr"),
        Follow = follow,
        Tail = ReadTail(query.Text("tail")),
        Since = query.Moment("since"),
        Until = query.Moment("until"),
    };

    // Docker takes everything that is no number for "all".
    private static long? ReadTail(string? tail) => long.TryParse(tail, out var lines) && lines >= 0 ? lines : null;
}
