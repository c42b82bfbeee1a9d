using System.Globalization;
using Engine.Linux;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Containers;
using Engine.Runtime.Launch;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>create</c>: the container is set up and waits for <c>start</c>.</summary>
internal static class CreateCommand
{
    public static OptionSyntax Syntax { get; } = new(
        ["bundle,b", "console-socket", "pid-file", "preserve-fds"], ["no-pivot", "no-new-keyring", "keep", "detach,d", "no-subreaper"]);

    public static int Create(Invocation invocation, CommandOptions options)
    {
        var request = Request(options);
        CheckTerminal(request, options, detached: true);
        var directory = ContainerDirectory.Create(invocation.Root, request.Id);
        try
        {
            using var start = ContainerDirectory.MakeFifo(directory.StartFifo);
            using var status = ContainerDirectory.MakeFifo(directory.StatusFifo);
            using var process = Launch(request with { StartControl = start.Number, StartStatus = status.Number }, options, directory, out _);
            return 0;
        }
        catch
        {
            directory.Remove();
            throw;
        }
    }

    /// <summary>Launches, hands the terminal over and writes down what there is. After a failure nothing is left but the directory.</summary>
    internal static LaunchedProcess Launch(ContainerRequest request, CommandOptions options, ContainerDirectory directory, out Container container)
    {
        container = Container.Create(request);
        try
        {
            var process = container.Process;
            ConsoleSocket.HandOver(options.Get("console-socket"), process);
            directory.Write(new ContainerRecord
            {
                Id = request.Id,
                Pid = process.Pid,
                StartTime = ProcessStartTime.Of(process.Pid),
                Bundle = request.Bundle,
                CgroupPath = container.Cgroup.Path,
                Created = DateTimeOffset.UtcNow,
                Config = request.Spec,
                Start = StartSteps.From(process.Plan),
            });
            PidFile.Write(options.Get("pid-file"), process.Pid);
            return process;
        }
        catch
        {
            container.Process.Kill();
            container.Dispose();
            throw;
        }
    }

    internal static ContainerRequest Request(CommandOptions options)
    {
        var bundle = Path.GetFullPath(options.Get("bundle") ?? ".");
        var spec = Bundle.Load(bundle);
        return new ContainerRequest
        {
            Id = options.ContainerId,
            Spec = spec,
            Bundle = bundle,
            NoPivot = options.Has("no-pivot"),
            NoNewKeyring = options.Has("no-new-keyring"),
            PreserveDescriptors = PreservedDescriptors(options),
        };
    }

    internal static void CheckTerminal(ContainerRequest request, CommandOptions options, bool detached) =>
        CheckTerminal(request.Spec.Process?.Terminal == true, options, detached);

    internal static void CheckTerminal(bool terminal, CommandOptions options, bool detached)
    {
        var socket = options.Has("console-socket");
        if (terminal && detached && !socket)
        {
            throw LaunchException.Invalid("cannot allocate tty if the runtime will detach without setting console socket");
        }

        if (socket && (!terminal || !detached))
        {
            throw LaunchException.Invalid("cannot use console socket if the runtime will not detach or allocate tty");
        }
    }

    /// <summary>--preserve-fds, and what systemd passes by LISTEN_FDS.</summary>
    internal static int PreservedDescriptors(CommandOptions options)
    {
        var given = (int)(options.Number("preserve-fds") ?? 0);
        return int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var listen) ? given + listen : given;
    }
}
