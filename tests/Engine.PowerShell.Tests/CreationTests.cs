using Engine.PowerShell.Tests.Running;
using Engine.Protocol;

namespace Engine.PowerShell.Tests;

public sealed class CreationTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void Parameters_become_the_containers_specification()
    {
        _session.Run("""
            New-Container busybox -Name c -Command sh, -c, 'exit 3' -Entrypoint '' -Environment @{ A = 1; B = $null } -WorkingDirectory /w -User 1:2 -HostName h `
              -Label @{ l = 'v' } -Memory 64MB -Cpu 1.5 -PidsLimit 9 -CapabilityAdd NET_ADMIN -CapabilityDrop ALL -ReadOnly -Tmpfs /t:size=1m, /u `
              -Ulimit nofile=10:20 -Sysctl @{ 'net.ipv4.ip_forward' = 1 } -Init -Privileged -Volume /etc:/e:ro, data:/d -Network none -RestartPolicy OnFailure -RestartLimit 4 `
              -Interactive -Tty -StopTimeout 0:0:7 -Publish 80, 8080:81/udp, '0.0.0.0:8443:443', '[::1]::53'
            """);
        var spec = _session.Engine.Containers.LastSpec!;
        Assert.Equal(["sh", "-c", "exit 3"], spec.Command);
        Assert.Equal([], spec.Entrypoint);
        Assert.Equal(("1", null), (spec.Environment!["A"], spec.Environment["B"]));
        Assert.Equal(("/w", "1:2", "h", "v"), (spec.WorkingDirectory, spec.User, spec.HostName, spec.Labels!["l"]));
        Assert.Equal((64L << 20, 1_500_000_000L, 9L), (spec.Resources.Memory, spec.Resources.NanoCpus, spec.Resources.PidsLimit));
        Assert.Equal(("NET_ADMIN", "ALL"), (spec.CapabilitiesAdded[0], spec.CapabilitiesDropped[0]));
        Assert.Equal(("size=1m", ""), (spec.Tmpfs!["/t"], spec.Tmpfs["/u"]));
        Assert.Equal(new UlimitSpec { Name = "nofile", Soft = 10, Hard = 20 }, Assert.Single(spec.Ulimits));
        Assert.Equal("1", spec.Sysctls!["net.ipv4.ip_forward"]);
        Assert.True(spec is { Init: true, Privileged: true, ReadOnly: true, Tty: true, OpenStdin: true, Network: "none" });
        Assert.Equal(new RestartPolicy { Condition = RestartCondition.OnFailure, MaximumRetries = 4 }, spec.RestartPolicy);
        Assert.Equal(TimeSpan.FromSeconds(7), spec.StopTimeout);
        Assert.Equal(
            [
                new MountSpec { Source = "/etc", Target = "/e", ReadOnly = true },
                new MountSpec { Kind = MountKind.Volume, Source = "data", Target = "/d" },
            ],
            spec.Mounts);
        Assert.Equal(
            [
                new PortMapping { ContainerPort = 80, HostAddress = "127.0.0.1" },
                new PortMapping { ContainerPort = 81, HostAddress = "127.0.0.1", HostPort = 8080, Protocol = "udp" },
                new PortMapping { ContainerPort = 443, HostAddress = "0.0.0.0", HostPort = 8443 },
                new PortMapping { ContainerPort = 53, HostAddress = "::1" },
            ],
            spec.Ports);
    }

    [Fact]
    public void Start_with_an_image_creates_starts_and_emits_the_container()
    {
        var shown = Assert.Single(_session.Run("Start-Container -Image busybox -Name a -Publish 5432 | ForEach-Object { '{0} {1} {2}' -f $_.Name, $_.State, $_.Port.HostAddress }"));
        Assert.Equal(["create a", "start a"], _session.Engine.Calls.Take());
        Assert.Equal("a Running 127.0.0.1", shown.ToString());
    }

    [Fact]
    public void The_engines_warnings_are_warnings()
    {
        using var shell = _session.Shell("New-Container busybox");
        shell.Invoke();
        Assert.Equal("no swap limit", Assert.Single(shell.Streams.Warning).Message);
    }

    [Fact]
    public void Existing_containers_emit_nothing_without_PassThru()
    {
        _session.Run("New-Container busybox -Name a");
        Assert.Empty(_session.Run("Start-Container a"));
        Assert.Single(_session.Run("Stop-Container a -PassThru"));
    }

    public void Dispose() => _session.Dispose();
}
