using System.Collections.Concurrent;
using Engine.Host.Errors;

namespace Engine.Host.Containers.Execs;

/// <summary>Execs by id. Ended ones can be asked about for a while.</summary>
internal sealed class ExecRegistry
{
    private const int MostEndedPerContainer = 256;

    private readonly ConcurrentDictionary<string, Exec> execs = new();

    /// <summary>Adds or replaces one.</summary>
    public void Set(Exec exec) => execs[exec.Id] = exec;

    /// <summary>The exec, or null.</summary>
    public Exec? TryGet(string id) => execs.GetValueOrDefault(id);

    /// <summary>The exec.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public Exec Get(string id) => TryGet(id) ?? throw ContainerErrors.ExecNotFound(id);

    /// <summary>Moves a created exec to starting; only one caller can.</summary>
    public Exec BeginStart(string id)
    {
        while (true)
        {
            Exec exec = Get(id);
            switch (exec.Status)
            {
                case ExecStatus.Starting or ExecStatus.Running:
                    throw ContainerErrors.ExecAlreadyRunning(id);
                case ExecStatus.Ended:
                    throw ContainerErrors.ExecAlreadyRun(id);
            }

            Exec starting = exec with { Status = ExecStatus.Starting };
            if (execs.TryUpdate(id, starting, exec))
            {
                return starting;
            }
        }
    }

    /// <summary>Replaces one if nobody did meanwhile.</summary>
    public bool Replace(Exec old, Exec next) => execs.TryUpdate(old.Id, next, old);

    /// <summary>Records an end; returns the exec if it had not ended yet.</summary>
    public Exec? End(string id, int exitCode)
    {
        while (execs.TryGetValue(id, out Exec? exec) && exec.Status != ExecStatus.Ended)
        {
            Exec ended = exec with { Status = ExecStatus.Ended, ExitCode = exitCode, Pid = 0 };
            if (execs.TryUpdate(id, ended, exec))
            {
                return ended;
            }
        }

        return null;
    }

    /// <summary>The execs of a container.</summary>
    public IReadOnlyList<Exec> Of(string containerId) => [.. execs.Values.Where(exec => exec.ContainerId == containerId)];

    /// <summary>Forgets ended execs of a container when there are many. Returns those forgotten.</summary>
    public IReadOnlyList<string> Trim(string containerId)
    {
        List<string> ended = [.. Of(containerId).Where(exec => exec.Status == ExecStatus.Ended).Select(exec => exec.Id)];
        if (ended.Count <= MostEndedPerContainer)
        {
            return [];
        }

        ended.ForEach(id => execs.TryRemove(id, out _));
        return ended;
    }

    /// <summary>Forgets all execs of a container.</summary>
    public void RemoveOf(string containerId)
    {
        foreach (Exec exec in Of(containerId))
        {
            execs.TryRemove(exec.Id, out _);
        }
    }
}
