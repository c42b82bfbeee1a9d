using System.Globalization;
using Engine.Linux.Cgroups;
using Engine.Oci;
using Engine.Oci.Specs;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Containers;
using Engine.Runtime.Launch;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>exec</c>: runs a further process in a container.</summary>
internal static class ExecCommand
{
    public static OptionSyntax Syntax { get; } = new(
        ["process,p", "console-socket", "pid-file", "cwd", "env,e", "user,u", "additional-gids,g", "cap,c", "preserve-fds", "cgroup", "apparmor", "process-label"],
        ["detach,d", "tty,t", "no-new-privs", "ignore-paused", "no-subreaper"]);

    public static int Run(Invocation invocation, CommandOptions options)
    {
        if (options.Arguments.Length < 1 || (options.Arguments.Length < 2 && !options.Has("process")))
        {
            throw LaunchException.Invalid("a container's id and a command are needed");
        }

        var directory = ContainerDirectory.Open(invocation.Root, options.Arguments[0]);
        var record = directory.Read();
        var status = directory.Status(record);
        if (status == ContainerStatus.Stopped)
        {
            throw new LaunchException("cannot exec in a stopped container", Oci.Monitor.FailureKind.Conflict);
        }

        if (status == ContainerStatus.Paused && !options.Has("ignore-paused"))
        {
            throw new LaunchException("cannot exec in a paused container (use --ignore-paused to override)", Oci.Monitor.FailureKind.Conflict);
        }

        var process = Process(record, options);
        var detach = options.Has("detach");
        CreateCommand.CheckTerminal(process.Terminal, options, detach);
        using var init = ContainerDirectory.OpenProcess(record)
            ?? throw new LaunchException("cannot exec in a stopped container", Oci.Monitor.FailureKind.Conflict);
        var path = options.Get("cgroup") is { } below ? $"{record.CgroupPath}/{below}" : record.CgroupPath;
        using var cgroup = Cgroup.Open(CgroupLayout.Detect(), path);
        using var session = detach ? null : new ForegroundSession();
        using var launched = new ExecTask
        {
            ContainerId = record.Id,
            Process = process,
            PreserveDescriptors = CreateCommand.PreservedDescriptors(options),
        }.Launch(record.Pid, init.Number, cgroup, record.Config);
        ConsoleSocket.HandOver(options.Get("console-socket"), launched);
        session?.Attach(launched);
        PidFile.Write(options.Get("pid-file"), launched.Pid);
        launched.Start();
        return session?.Wait(launched.Pid) ?? 0;
    }

    private static ProcessSpec Process(ContainerRecord record, CommandOptions options)
    {
        if (options.Get("process") is { } path)
        {
            return DocumentFile.Read(path, OciJson.ProcessSpec, "a process");
        }

        var own = record.Config.Process ?? new ProcessSpec();
        var added = options.All("cap");
        return own with
        {
            Args = [.. options.Arguments.Skip(1)],
            Terminal = options.Has("tty"),
            ConsoleSize = null,
            Cwd = options.Get("cwd") ?? own.Cwd,
            Env = [.. own.Env ?? [], .. options.All("env")],
            User = User(own.User ?? new ProcessUser(), options),
            NoNewPrivileges = own.NoNewPrivileges || options.Has("no-new-privs"),
            Capabilities = added.Count == 0 ? own.Capabilities : Add(own.Capabilities, added),
            ApparmorProfile = options.Get("apparmor") ?? own.ApparmorProfile,
            SelinuxLabel = options.Get("process-label") ?? own.SelinuxLabel,
            Scheduler = null,
        };
    }

    private static ProcessUser User(ProcessUser own, CommandOptions options)
    {
        var gids = options.All("additional-gids").Select(g => Id(g)).ToList();
        if (options.Get("user") is { } user)
        {
            var colon = user.IndexOf(':');
            own = own with { Uid = Id(colon < 0 ? user : user[..colon]), Gid = colon < 0 ? own.Gid : Id(user[(colon + 1)..]) };
        }

        return gids.Count == 0 ? own : own with { AdditionalGids = [.. own.AdditionalGids ?? [], .. gids] };
    }

    /// <summary>Digits only, and within the range of ids: "", "+0", "0x0" and 2^32 are not 0 (CVE-2026-30892, CVE-2024-40635).</summary>
    internal static uint Id(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= int.MaxValue
            ? id
            : throw LaunchException.Invalid($"\"{text}\" is not a user or group id in the range 0-{int.MaxValue}");

    /// <summary>Added capabilities are not inheritable: a program without file capabilities does not need them to be (CVE-2022-29162).</summary>
    private static LinuxCapabilities Add(LinuxCapabilities? own, IReadOnlyList<string> added) => new()
    {
        Bounding = [.. own?.Bounding ?? [], .. added],
        Effective = [.. own?.Effective ?? [], .. added],
        Permitted = [.. own?.Permitted ?? [], .. added],
        Inheritable = own?.Inheritable,
        Ambient = own?.Ambient,
    };
}
