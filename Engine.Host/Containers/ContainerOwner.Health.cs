using System.Globalization;
using Engine.Host.Containers.Execs;
using Engine.Host.Containers.Health;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    // Docker leaves an unhealthy container as it is. Who wants more says so by a label, and the restart policy with its delays does the rest.
    private const string RestartUnhealthyLabel = "engine.restart-unhealthy";

    private CancellationTokenSource? healthWatch;
    private bool endedUnhealthy;

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
                if (next.Status == HealthStatus.Unhealthy && container.Configuration.Labels.GetValueOrDefault(RestartUnhealthyLabel) == "true")
                {
                    _ = Detach(EndUnhealthyAsync);
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task EndUnhealthyAsync()
    {
        DateTimeOffset? run = container.State.StartedAt;
        if (!await SignalUnhealthyAsync(Signals.Parse(StopSignal()), run))
        {
            return;
        }

        TimeSpan patience = container.Configuration.StopTimeout is { } seconds ? TimeSpan.FromSeconds(seconds) : services.Options.StopTimeout;
        if (patience >= TimeSpan.Zero)
        {
            await Task.Delay(patience, services.Time);
            await SignalUnhealthyAsync(Signals.Kill, run);
        }
    }

    /// <returns>Whether it is still the run that became unhealthy, and was not healed meanwhile.</returns>
    private async Task<bool> SignalUnhealthyAsync(int signal, DateTimeOffset? run)
    {
        await gate.WaitAsync();
        try
        {
            bool same = container.State is { Status: ContainerStatus.Running, Health.Status: HealthStatus.Unhealthy } && container.State.StartedAt == run
                && container.Configuration.RestartPolicy.Name is not ("" or "no");
            if (same)
            {
                endedUnhealthy = true;
                await SendAsync(signal);
            }

            return same;
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
