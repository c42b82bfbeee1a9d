using Engine.Host.Errors;

namespace Engine.Host.Networking;

/// <summary>The errors of networks, as Docker words them, each in one place.</summary>
internal static class NetworkErrors
{
    private const string Setup = "failed to set up container networking: ";

    public static EngineException NotFound(string network) => new NotFoundException($"network {network} not found", ErrorCode.NetworkNotFound) { Subject = network };

    public static EngineException Ambiguous(string network, int count) =>
        new InvalidArgumentException($"network {network} is ambiguous ({count} matches found based on ID prefix)") { Subject = network };

    public static EngineException NameInUse(string name) =>
        new ConflictException($"network with name {name} already exists", ErrorCode.NetworkNameInUse) { Subject = name };

    public static EngineException Predefined(string name) => new ForbiddenException($"operation is not permitted on predefined {name} network ") { Subject = name };

    public static EngineException CannotRemovePredefined(string name) =>
        new ForbiddenException($"{name} is a pre-defined network and cannot be removed") { Subject = name };

    public static EngineException HasEndpoints(string name, IEnumerable<(string Name, string EndpointId)> members) =>
        new ForbiddenException(
            $"error while removing network: network {name} has active endpoints "
            + $"({string.Join(", ", members.Select(member => $"name:\"{member.Name}\" id:\"{member.EndpointId[..12]}\""))})",
            ErrorCode.NetworkInUse)
        { Subject = name };

    public static EngineException PoolOverlaps() => new ForbiddenException("invalid pool request: Pool overlaps with other one on this address space");

    public static EngineException PoolsExhausted() => new ForbiddenException("all predefined address pools have been fully subnetted");

    public static EngineException Invalid(string detail) => new InvalidArgumentException("invalid network config:\n" + detail);

    public static EngineException UnknownDriver(string driver) => new NotFoundException($"plugin \"{driver}\" not found");

    public static EngineException OnlyOne(string driver) => new ForbiddenException($"only one instance of \"{driver}\" network is allowed");

    public static EngineException InvalidEndpoint(string network, IReadOnlyList<string> faults) => new InvalidArgumentException(
        $"invalid config for network {network}: invalid endpoint settings:\n{(faults.Count == 1 ? faults[0] : string.Join('\n', faults.Select(fault => "* " + fault)))}")
    { Subject = network };

    public static EngineException AddressInUse() => new ForbiddenException(Setup + "Address already in use");

    public static EngineException NoAddress(Network network, string family) =>
        new ForbiddenException($"{Setup}no available {family} addresses on this network's address pools: {network.Name} ({network.Id})");

    public static EngineException StartNotFound(string network) =>
        new NotFoundException($"{Setup}network {network} not found", ErrorCode.NetworkNotFound) { Subject = network };

    public static EngineException SetupFailed(Exception cause) => new InternalException(Setup + cause.Message, ErrorCode.NetworkSetupFailed, cause);

    public static EngineException PortAllocated(string container, string endpointId, string address, int port) => Port(
        container, endpointId, $"Bind for {Show(address)}:{port} failed: port is already allocated");

    public static EngineException PortTaken(string container, string endpointId, string address, int port, string protocol, string reason) => Port(
        container, endpointId, $"failed to bind host port {Show(address)}:{port}/{protocol}: {reason}");

    public static EngineException PortsExhausted(string container, string endpointId) => Port(container, endpointId, "all ports are allocated");

    public static EngineException AlreadyConnected(string container, string network) =>
        new ForbiddenException($"endpoint with name {container} already exists in network {network}") { Subject = network };

    public static EngineException NotConnected(string containerId, string network) =>
        new InternalException($"container {containerId} is not connected to network {network}") { Subject = network };

    public static EngineException ConnectToHost() =>
        new InvalidArgumentException("cannot connect container to host network - container must be created in host network mode");

    public static EngineException DisconnectFromHost() =>
        new InvalidArgumentException("cannot disconnect container from host network - container was created in host network mode");

    public static EngineException SharedNamespace() => new InvalidArgumentException(
        "container sharing network namespace with another container or host cannot be connected to any other network");

    public static EngineException PrivateNetwork() =>
        new InvalidArgumentException("container cannot be connected to multiple networks with one of the networks in private (none) mode");

    private static InternalException Port(string container, string endpointId, string reason) => new InternalException(
        $"{Setup}driver failed programming external connectivity on endpoint {container} ({endpointId}): {reason}", ErrorCode.PortInUse);

    private static string Show(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
}
