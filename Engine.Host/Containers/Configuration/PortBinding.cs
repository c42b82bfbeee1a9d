namespace Engine.Host.Containers;

/// <summary>Where on the host a port is published; empty strings: the engine's choice.</summary>
internal sealed record PortBinding(string HostIp, string HostPort);
