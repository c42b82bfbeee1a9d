using Engine.Host.Events;

namespace Engine.Host.Networking;

internal sealed partial class NetworkService
{
    private void Publish(Network network, string action, string? containerId = null)
    {
        var attributes = new Dictionary<string, string>();
        if (containerId is not null)
        {
            attributes["container"] = containerId;
        }

        attributes["name"] = network.Name;
        attributes["type"] = network.Driver;
        events.Publish(new EngineEvent { Type = "network", Action = action, ActorId = network.Id, Attributes = attributes });
    }
}
