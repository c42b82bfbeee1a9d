using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

internal sealed partial class ContainerEndpoints
{
    private async Task StartAsync(RestRequest request)
    {
        await containers.StartAsync(request.Capture(0), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task StopAsync(RestRequest request)
    {
        await containers.StopAsync(request.Capture(0), Timeout(request), request.Query.Text("signal"), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task RestartAsync(RestRequest request)
    {
        await containers.RestartAsync(request.Capture(0), Timeout(request), request.Query.Text("signal"), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task KillAsync(RestRequest request)
    {
        await containers.KillAsync(request.Capture(0), request.Query.Text("signal"), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task PauseAsync(RestRequest request)
    {
        await containers.PauseAsync(request.Capture(0), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task UnpauseAsync(RestRequest request)
    {
        await containers.UnpauseAsync(request.Capture(0), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task RenameAsync(RestRequest request)
    {
        var name = request.Query.Text("name") ?? throw new InvalidArgumentException("Neither old nor new names may be empty");
        await containers.RenameAsync(request.Capture(0), name, request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task RemoveAsync(RestRequest request)
    {
        if (request.Query.Flag("link"))
        {
            throw new UnsupportedException("legacy links are not supported");
        }

        await containers.RemoveAsync(request.Capture(0), request.Query.Flag("force"), request.Query.Flag("v"), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task ResizeAsync(RestRequest request)
    {
        await containers.ResizeAsync(request.Capture(0), TerminalSizeReader.Read(request.Query), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status200OK);
    }

    private async Task WaitAsync(RestRequest request)
    {
        var condition = request.Query.Text("condition") switch
        {
            null or "not-running" => WaitCondition.NotRunning,
            "next-exit" => WaitCondition.NextExit,
            "removed" => WaitCondition.Removed,
            var other => throw new InvalidArgumentException($"invalid condition: \"{other}\""),
        };

        // An unknown container is answered by its status; after that the client must have the head at once, because it starts the
        // container only when it knows that the wait is registered.
        var container = containers.Get(request.Capture(0));
        var wait = containers.WaitAsync(container.Id, condition, request.CancellationToken);
        request.Response.ContentType = "application/json";
        await request.Response.StartAsync(request.CancellationToken);
        await request.Response.BodyWriter.FlushAsync(request.CancellationToken);
        var result = await wait;
        await request.JsonLineAsync(
            new WaitResponse { StatusCode = result.ExitCode, Error = result.Error is null ? null : new WaitError { Message = result.Error } },
            RestJsonContext.Docker.WaitResponse);
    }

    private static TimeSpan? Timeout(RestRequest request) => request.Query.Number("t") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
