using Engine.Protocol;

namespace Engine.PowerShell.Completion;

/// <summary>Completes containers' names; only of containers in a state that the cmdlet has work for.</summary>
public sealed class ContainerNameCompleter : EngineCompleter
{
    private protected override async Task<IEnumerable<(string Value, string Hint)>> CompleteAsync(
        EngineClient client, string command, CancellationToken cancellationToken)
    {
        var query = new ContainerQuery { States = StatesFor(command) };
        var containers = await client.Containers.ListContainersAsync(query, cancellationToken).ConfigureAwait(false);
        return containers.Select(container => (container.Name, $"{container.Image}, {container.State}"));
    }

    private static Protocol.ContainerState[] StatesFor(string command) => command.ToUpperInvariant() switch
    {
        "START-CONTAINER" or "RUN-CONTAINER" => [Protocol.ContainerState.Created, Protocol.ContainerState.Exited],
        "STOP-CONTAINER" => [Protocol.ContainerState.Running, Protocol.ContainerState.Paused, Protocol.ContainerState.Restarting],
        "SUSPEND-CONTAINER" or "INVOKE-CONTAINERCOMMAND" or "EXEC-CONTAINER" => [Protocol.ContainerState.Running],
        "RESUME-CONTAINER" => [Protocol.ContainerState.Paused],
        _ => [],
    };
}
