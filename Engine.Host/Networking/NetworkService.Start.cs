using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Networking.Firewall;
using Engine.Host.Networking.Ports;
using Engine.Host.Networking.Sandboxes;
using Engine.Linux;

namespace Engine.Host.Networking;

internal sealed partial class NetworkService
{
    public IReadOnlyList<NetworkAttachment> Attach(ContainerConfiguration configuration)
    {
        string mode = configuration.NetworkMode is "" or "default" ? "bridge" : configuration.NetworkMode;
        _ = PortRequests.Of(configuration);
        if (mode.StartsWith("container:", StringComparison.Ordinal))
        {
            return configuration.PortBindings.Count > 0 || configuration.PublishAllPorts
                ? throw new InvalidArgumentException("conflicting options: port publishing and the container type network mode")
                : [];
        }

        // What was asked for on the mode's network may be under its id or under "default".
        var settings = new Dictionary<string, EndpointSettings>(configuration.Endpoints);
        var attachments = new List<NetworkAttachment>();
        IEnumerable<string> others = settings.Keys.Where(key => key is not "default" && !IsSame(key, mode)).Order(StringComparer.Ordinal);
        foreach (string reference in others.Prepend(mode))
        {
            string key = settings.Keys.FirstOrDefault(key => reference == mode ? IsSame(key, mode) || key == "default" : key == reference) ?? reference;
            NetworkAttachment attachment = Attach(reference, settings.GetValueOrDefault(key, new EndpointSettings()));
            if (!attachments.Exists(other => other.NetworkName == attachment.NetworkName))
            {
                attachments.Add(attachment);
            }
        }

        if (attachments.Count > 1 && attachments.Exists(attachment => TryGet(attachment.NetworkId)?.Driver is NetworkDrivers.Host or NetworkDrivers.Null))
        {
            throw NetworkErrors.PrivateNetwork();
        }

        return attachments;
    }

    public Container Reserve(Container container)
    {
        var taken = new List<NetworkAttachment>();
        try
        {
            foreach (NetworkAttachment attachment in container.Networks)
            {
                NetworkState state = index.TryGet(attachment.NetworkId) ?? index.Find(attachment.NetworkName) ?? throw NetworkErrors.StartNotFound(attachment.NetworkName);

                // The network may not have been there at the creation, or be another of the same name.
                EndpointSettingsCheck.Check(state, attachment.Settings);
                taken.Add(Join(container.Id, state, attachment.Settings, [.. taken.Select(other => other.Endpoint!.InterfaceName)]));
            }

            return container with { Networks = taken, Ports = TakePorts(container, taken) };
        }
        catch
        {
            taken.ForEach(attachment => Leave(container.Id, attachment));
            throw;
        }
    }

    public Task OpenAsync(Container container, int pid) => OpenAsync(container, pid, starts: true);

    public async Task RenamedAsync(Container container) => await TellAsync(container);

    private async Task OpenAsync(Container container, int pid, bool starts)
    {
        if (container.Networks.Count == 0)
        {
            return;
        }

        try
        {
            if (container.Networks.Any(attachment => attachment.Endpoint is { InterfaceName.Length: > 0 }))
            {
                IReadOnlyCollection<FirewallPort> ports = FirewallPorts(container);
                firewall.Value.Add(ports);
                ForgetFlows(ports);
                Relay(container);
                await OpenLinksAsync(container, pid);
            }
        }
        catch (LinuxException e)
        {
            throw NetworkErrors.SetupFailed(e);
        }

        foreach (ISandboxListener listener in listeners)
        {
            await listener.OpenedAsync(container, pid, starts);
        }

        foreach (NetworkAttachment attachment in container.Networks)
        {
            if (TryGet(attachment.NetworkId) is { } network)
            {
                Publish(network, "connect", container.Id);
            }
        }
    }

    private async Task OpenLinksAsync(Container container, int pid)
    {
        SandboxGateways gateways = Gateways(container.Networks);
        try
        {
            await SandboxLinks.OpenAsync(pid, [.. container.Networks.Select(Interface).OfType<SandboxInterface>()], gateways, replaceRoutes: false);
        }
        catch (LinuxException e) when (e.Errno is Errno.EINVAL or Errno.ENODEV)
        {
            // Somebody may have removed a bridge.
            foreach (NetworkState state in container.Networks.Select(attachment => index.TryGet(attachment.NetworkId)).OfType<NetworkState>().Where(state => state.IsBridge))
            {
                state.Link = links.EnsureBridge(state);
            }

            await SandboxLinks.ClearAsync(pid);
            await SandboxLinks.OpenAsync(pid, [.. container.Networks.Select(Interface).OfType<SandboxInterface>()], gateways, replaceRoutes: false);
        }
    }

    public void Release(Container container)
    {
        if (container.Networks.All(attachment => attachment.Endpoint is null) && container.Ports.Count == 0)
        {
            return;
        }

        foreach (ISandboxListener listener in listeners)
        {
            listener.Closed(container.Id);
        }

        Unpublish(container);
        foreach (NetworkAttachment attachment in container.Networks.Where(attachment => attachment.Endpoint is not null))
        {
            Leave(container.Id, attachment);
            if (TryGet(attachment.NetworkId) is { } network)
            {
                Publish(network, "disconnect", container.Id);
            }
        }

        RemoveLinks([.. container.Networks.Select(attachment => attachment.Endpoint?.HostInterface ?? "").Where(name => name.Length > 0)]);
    }

    private async Task TellAsync(Container changed)
    {
        foreach (ISandboxListener listener in listeners)
        {
            await listener.ChangedAsync(changed);
        }
    }

    private bool IsSame(string key, string mode) => key == mode || (index.Find(key) is { } one && index.Find(mode) is { } other && one == other);

    private NetworkAttachment Attach(string reference, EndpointSettings settings)
    {
        if (index.Find(reference) is not { } state)
        {
            return new NetworkAttachment { NetworkId = "", NetworkName = reference, Settings = settings };
        }

        if (state.Network.ConfigOnly)
        {
            throw new ForbiddenException($"cannot connect to a configuration-only network: {state.Network.Name}");
        }

        EndpointSettingsCheck.Check(state, settings);
        return new NetworkAttachment { NetworkId = state.Network.Id, NetworkName = state.Network.Name, Settings = settings };
    }

    private SandboxGateways Gateways(IEnumerable<NetworkAttachment> attachments) => SandboxGateways.Choose(attachments, index.TryGet);

    private SandboxInterface? Interface(NetworkAttachment attachment) =>
        attachment.Endpoint is { InterfaceName.Length: > 0 } endpoint && index.TryGet(attachment.NetworkId) is { } state
            ? new SandboxInterface(state, state.Link, endpoint, attachment.Settings)
            : null;

    // The kernel would do it when the namespace goes, but that may be kept by another container, and takes its time.
    private void RemoveLinks(IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            _ = Task.Run(() =>
            {
                foreach (string name in names)
                {
                    try
                    {
                        HostLinks.Delete(name);
                    }
                    catch (LinuxException e)
                    {
                        NetworkLog.LeftoverStays(logger, name, e);
                    }
                }
            });
        }
    }
}
