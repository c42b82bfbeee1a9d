using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Images;
using Engine.Host.Images.Documents;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/commit</c>.</summary>
internal sealed class CommitEndpoint(ContainerCommit commit)
{
    public void AddTo(RouteTable routes) => routes.Post("/commit", CommitAsync);

    private async Task CommitAsync(RestRequest request)
    {
        var query = request.Query;
        var container = query.Text("container") ?? throw new InvalidArgumentException("No such container: ");
        var overrides = await request.ReadJsonAsync(RestJsonContext.Docker.ConfigModel, emptyAllowed: true);
        var id = await commit.CommitAsync(
            container,
            query.FlagOr("pause", otherwise: true),
            overrides is null ? null : Read(overrides),
            new()
            {
                Reference = Reference(query.Text("repo"), query.Text("tag")),
                Author = query.Text("author") ?? "",
                Comment = query.Text("comment") ?? "",
                Changes = [.. query.All("changes").OfType<string>()],
            },
            request.CancellationToken);
        await request.JsonAsync(StatusCodes.Status201Created, new IdResponse { Id = id }, RestJsonContext.Docker.IdResponse);
    }

    private static ImageReference? Reference(string? repository, string? tag)
    {
        var reference = repository is null ? null : ImageReference.Parse(tag is null ? repository : $"{repository}:{tag}").WithDefaultTag();
        return reference?.Digest is null ? reference : throw ImageErrors.TagWithDigest();
    }

    private static ImageDefaults Read(ConfigModel model) => new()
    {
        User = model.User,
        ExposedPorts = model.ExposedPorts?.Keys.ToDictionary(port => port, _ => new Images.Documents.EmptyObject()),
        Env = model.Env,
        Cmd = model.Cmd,
        Volumes = model.Volumes?.Keys.ToDictionary(path => path, _ => new Images.Documents.EmptyObject()),
        WorkingDir = model.WorkingDir,
        Entrypoint = model.Entrypoint,
        Labels = model.Labels,
        StopSignal = model.StopSignal,
        StopTimeout = model.StopTimeout,
        Shell = model.Shell,
    };
}
