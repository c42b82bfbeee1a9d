namespace Engine.Host.Networking;

/// <summary>A port of a running container that is reachable on the host.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="ContainerPort">The program's port.</param>
/// <param name="HostIP">The host's address, <c>0.0.0.0</c> or <c>::</c> for all.</param>
/// <param name="HostPort">The host's port.</param>
internal sealed record PublishedPort(string Protocol, int ContainerPort, string HostIP, int HostPort);
