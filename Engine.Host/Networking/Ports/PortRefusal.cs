namespace Engine.Host.Networking.Ports;

/// <summary>Why a port cannot be had.</summary>
/// <param name="Reason">In words.</param>
internal sealed record PortRefusal(string Reason)
{
    /// <summary>Another container of this engine has it.</summary>
    public static PortRefusal Allocated { get; } = new("port is already allocated");
}
