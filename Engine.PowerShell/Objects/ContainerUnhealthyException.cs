using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A container did not become healthy: it has ended, or its health check failed too often. The end of its log says why.</summary>
public sealed class ContainerUnhealthyException : Exception
{
    internal const string ErrorId = "ContainerUnhealthy";

    private const int LinesShown = 10;

    private ContainerUnhealthyException(string message, IReadOnlyList<string> log)
        : base(message) => Log = log;

    /// <summary>The end of the container's log.</summary>
    public IReadOnlyList<string> Log { get; }

    internal static async Task<ContainerUnhealthyException> OfAsync(EngineClient client, ContainerInfo container, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        try
        {
            var query = new LogQuery { Stdout = true, Stderr = true, Tail = LinesShown };
            await foreach (var entry in client.Containers.ReadContainerLogAsync(container.Id, query, cancellationToken).ConfigureAwait(false))
            {
                lines.Add(entry.Text.TrimEnd('\n', '\r'));
            }
        }
        catch (Exception e) when (EngineFailure.From(e) is not null)
        {
            // It is removed already, or its log is not kept: then there is only the fact.
        }

        var what = container.State == Protocol.ContainerState.Running
            ? $"is unhealthy: its check failed {container.Health!.FailingStreak} times in a row, the last one with status {container.Health.Log[^1].ExitCode}: {container.Health.Log[^1].Output.Trim()}"
            : $"has ended with status {container.ExitCode}";
        var end = lines.Count == 0 ? "" : $" The end of its log:\n{string.Join('\n', lines)}";
        return new ContainerUnhealthyException($"The container {container.Name} {what}.{end}", lines);
    }
}
