using System.Globalization;
using Engine.Host.Containers.Execs;
using Engine.Host.Containers.Health;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    private CancellationTokenSource? healthWatch;

    // Under the gate, when the program runs and is not frozen. A container without a check costs nothing.
    private void WatchHealth()
    {
        StopWatchingHealth();
        if (HealthCheck.Of(container.Configuration) is { } check)
        {
            healthWatch = new CancellationTokenSource();
            CancellationToken token = healthWatch.Token;
            _ = Detach(() => WatchHealthAsync(check, token));
        }
    }

    private void StopWatchingHealth()
    {
        healthWatch?.Cancel();
        healthWatch = null;
    }

    private async Task WatchHealthAsync(HealthCheck check, CancellationToken token)
    {
        try
        {
            while (true)
            {
                await Task.Delay(check.DelayAfter(container.State, services.Time.GetUtcNow()), services.Time, token);
                HealthResult result = await ProbeAsync(check, token);
                await RecordHealthAsync(check, result, token);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The program has ended or is frozen.
        }
    }

    // A probe is no exec that a client could ask about: it is told of by events only.
    private async Task<HealthResult> ProbeAsync(HealthCheck check, CancellationToken token)
    {
        string id = ContainerId.New();
        string command = string.Join(' ', check.Command);
        Publish("exec_create: " + command, ("execID", id));
        Publish("exec_start: " + command, ("execID", id));
        ExecRequest request = Request(id, new ExecConfiguration { Command = check.Command }, detach: false);
        HealthResult result = await new HealthProbe(Paths.Socket, Monitor(), request).RunAsync(check.Timeout, services.Time, token);
        Publish("exec_die", ("execID", id), ("exitCode", result.ExitCode.ToString(CultureInfo.InvariantCulture)));
        return result;
    }

    private async Task RecordHealthAsync(HealthCheck check, HealthResult result, CancellationToken token)
    {
        await gate.WaitAsync(token);
        try
        {
            if (token.IsCancellationRequested || container.State is not { Health: { } health, StartedAt: { } startedAt })
            {
                return;
            }

            HealthState next = health.After(result, check, startedAt);
            HealthDocument.Write(Paths, next);
            container = container with { State = container.State with { Health = next } };
            if (next.Status != health.Status)
            {
                Publish("health_status: " + next.Status.ToString().ToLowerInvariant());
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private HealthState? InitialHealth() => HealthCheck.Of(container.Configuration) is null ? null : HealthState.Initial;

    // A probe that an engine started and did not live to see the end of is nobody's: it is not in the registry of execs.
    private static async Task EndForgottenProbesAsync(Monitors.MonitorConnection connection, IEnumerable<string> execs)
    {
        foreach (string exec in execs)
        {
            try
            {
                await connection.SignalAsync(new SignalRequest { Signal = Signals.Kill, All = true, ExecId = exec }, CancellationToken.None);
            }
            catch (EngineException)
            {
                // It ended by itself.
            }
        }
    }
}
