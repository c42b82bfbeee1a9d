using Engine.Host.Api.Rest.Routing;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>What only a swarm's manager has. Clients ask it of every engine and understand the refusal.</summary>
internal static class SwarmEndpoints
{
    private static readonly string[] s_collections = ["services", "nodes", "tasks", "secrets", "configs"];

    public static void AddTo(RouteTable routes)
    {
        routes.Get("/swarm", RefuseAsync).Post("/swarm/{x*}", RefuseAsync).Get("/swarm/unlockkey", RefuseAsync);
        foreach (var collection in s_collections)
        {
            routes
                .Get("/" + collection, RefuseAsync)
                .Get($"/{collection}/{{x*}}", RefuseAsync)
                .Post($"/{collection}/{{x*}}", RefuseAsync)
                .Delete($"/{collection}/{{x*}}", RefuseAsync);
        }
    }

    private static Task RefuseAsync(RestRequest request) => throw new UnavailableException(
        "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.");
}
