using Engine.Host.Containers.Monitors;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Health;

/// <summary>Runs a health check once: a process in the container, killed with its children when it takes too long.</summary>
/// <param name="socketPath">The monitor's socket.</param>
/// <param name="monitor">The control connection to the same monitor.</param>
/// <param name="request">The process.</param>
internal sealed class HealthProbe(string socketPath, MonitorConnection monitor, ExecRequest request)
{
    private const int NotRunStatus = -1;
    private const string MonitorGone = "the container's monitor has ended";

    // What a killed process holds open is waited for by the monitor this long at most, and a little more.
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(5);

    private readonly BoundedOutput output = new();

    /// <summary>Runs it. A probe that is cancelled is killed.</summary>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The container is about to end or to be frozen.</param>
    public async Task<HealthResult> RunAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset start = time.GetUtcNow();
        HealthResult Result(int exitCode, string text) => new(start, time.GetUtcNow(), exitCode, text);

        MonitorStream stream;
        try
        {
            stream = await MonitorStream.ExecAsync(socketPath, request, cancellationToken);
        }
        catch (EngineException e)
        {
            return Result(NotRunStatus, ContainerErrors.CannotExec(e).Message);
        }
        catch (IOException)
        {
            // The container ended while it was asked; whoever records results knows.
            return Result(NotRunStatus, MonitorGone);
        }

        await using (stream)
        {
            Task<int?> end = ReadAsync(stream);
            try
            {
                return await end.WaitAsync(timeout, time, cancellationToken) is { } exitCode
                    ? Result(exitCode, output.ToString())
                    : Result(NotRunStatus, MonitorGone);
            }
            catch (TimeoutException)
            {
                await KillAsync(end);
                string written = output.ToString();
                string message = $"Health check exceeded timeout ({GoDuration.Format(timeout)})";
                return Result(NotRunStatus, written.Length == 0 ? message : $"{message}: {written}");
            }
            catch (OperationCanceledException)
            {
                await SignalAsync();
                throw;
            }
        }
    }

    private async Task<int?> ReadAsync(MonitorStream stream)
    {
        while (await stream.ReadAsync(CancellationToken.None) is { } frame)
        {
            output.Add(frame.Data.Span);
        }

        return stream.Exit?.ExitCode;
    }

    private async Task KillAsync(Task end)
    {
        await SignalAsync();
        await Task.WhenAny(end, Task.Delay(KillPatience, CancellationToken.None));
    }

    private async Task SignalAsync()
    {
        try
        {
            await monitor.SignalAsync(new SignalRequest { Signal = Signals.Kill, All = true, ExecId = request.ExecId }, CancellationToken.None);
        }
        catch (EngineException)
        {
            // It has ended, or everything has.
        }
    }
}
