using Engine.Runtime.CommandLine;
using Engine.Runtime.Containers;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>run</c>: create, start, wait, delete, in one process.</summary>
internal static class RunCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        var request = CreateCommand.Request(options);
        var detach = options.Has("detach");
        CreateCommand.CheckTerminal(request, options, detach);
        var directory = ContainerDirectory.Create(invocation.Root, request.Id);
        Container container;
        ForegroundSession? session = null;
        try
        {
            session = detach ? null : new ForegroundSession();
            using var process = CreateCommand.Launch(request, options, directory, out container);
            session?.Attach(process);
            process.Start();
            RunPoststart(request, process.Pid);
            if (session is null)
            {
                return 0;
            }

            var code = session.Wait(process.Pid);
            if (!options.Has("keep"))
            {
                container.Dispose();
                directory.Remove();
                RunPoststop(request);
            }

            return code;
        }
        catch
        {
            TryRemove(directory);
            throw;
        }
        finally
        {
            session?.Dispose();
        }
    }

    private static void TryRemove(ContainerDirectory directory)
    {
        try
        {
            DeleteCommand.Remove(directory, directory.Read());
        }
        catch (Launch.LaunchException)
        {
            directory.Remove();
        }
    }

    private static void RunPoststart(ContainerRequest request, int pid)
    {
        if (request.Spec.Hooks?.Poststart is { Count: > 0 } hooks)
        {
            Hooks.RunAll(hooks, Container.State(request, "running", pid));
        }
    }

    private static void RunPoststop(ContainerRequest request)
    {
        if (request.Spec.Hooks?.Poststop is { Count: > 0 } hooks)
        {
            Hooks.TryAll(hooks, Container.State(request, "stopped", 0));
        }
    }
}
