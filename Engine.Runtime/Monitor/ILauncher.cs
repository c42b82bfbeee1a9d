using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>Makes the container. The monitor's view of it is this narrow so that its own rules can be tested without one.</summary>
internal interface ILauncher
{
    /// <summary>Creates the container up to the point where its first process waits for <see cref="IContainer.Start"/>. Nothing is left after a failure.</summary>
    /// <param name="request">What to create.</param>
    /// <param name="pipes">Its standard streams, or null if it has a terminal.</param>
    IContainer Create(LaunchRequest request, StandardPipes? pipes);
}
