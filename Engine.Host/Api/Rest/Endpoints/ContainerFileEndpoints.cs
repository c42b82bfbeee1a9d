using System.Net.Mime;
using System.Text.Json;
using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Containers.Files;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Files of containers: <c>archive</c>, <c>export</c>, <c>changes</c>.</summary>
internal sealed class ContainerFileEndpoints(IContainerService containers)
{
    private const string StatusHeader = "X-Docker-Container-Path-Stat";

    public void AddTo(RouteTable routes) => routes
        .Head("/containers/{id}/archive", StatAsync)
        .Get("/containers/{id}/archive", GetAsync)
        .Put("/containers/{id}/archive", PutAsync)
        .Get("/containers/{id}/export", ExportAsync)
        .Get("/containers/{id}/changes", ChangesAsync);

    private async Task StatAsync(RestRequest request)
    {
        using var archive = await containers.OpenArchiveAsync(request.Capture(0), PathOf(request));
        SetStatus(request, archive.Status);
        await request.EmptyAsync(StatusCodes.Status200OK);
    }

    private async Task GetAsync(RestRequest request)
    {
        using var archive = await containers.OpenArchiveAsync(request.Capture(0), PathOf(request));
        SetStatus(request, archive.Status);
        request.Response.ContentType = "application/x-tar";
        await archive.WriteAsync(request.Response.Body, request.CancellationToken);
    }

    private async Task PutAsync(RestRequest request)
    {
        var options = new ExtractOptions { KeepKinds = request.Query.Flag("noOverwriteDirNonDir"), OwnedByUser = request.Query.Flag("copyUIDGID") };
        await containers.ExtractAsync(request.Capture(0), PathOf(request), request.Http.Request.BodyReader, options, request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status200OK);
    }

    private async Task ExportAsync(RestRequest request)
    {
        // A container that does not exist is told by the status, before anything is sent.
        var container = containers.Get(request.Capture(0));
        request.Response.ContentType = MediaTypeNames.Application.Octet;
        await containers.ExportAsync(container.Id, request.Response.Body, request.CancellationToken);
    }

    private Task ChangesAsync(RestRequest request)
    {
        IReadOnlyList<TreeChangeModel> changes = [.. containers.GetChanges(request.Capture(0)).Select(change => new TreeChangeModel { Path = change.Path, Kind = (int)change.Kind })];

        // Go's nil: a container without changes has none to list.
        return request.JsonAsync(StatusCodes.Status200OK, changes.Count == 0 ? null : changes, RestJsonContext.Docker.IReadOnlyListTreeChangeModel!);
    }

    private static string PathOf(RestRequest request) =>
        request.Query.Text("path") ?? throw new InvalidArgumentException("bad parameter: pathcannot be empty");

    private static void SetStatus(RestRequest request, PathStatus status)
    {
        var model = new PathStatusModel
        {
            Name = status.Name,
            Size = status.Status.Size,
            Mode = GoFileMode.Of(status.Status),
            Modified = DockerTime.Format(DateTimeOffset.UnixEpoch.AddSeconds(status.Status.Modified.Seconds).AddTicks(status.Status.Modified.Nanoseconds / 100)),
            LinkTarget = status.LinkTarget,
        };
        request.Response.Headers[StatusHeader] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(model, RestJsonContext.Docker.PathStatusModel));
    }
}
