using Engine.Host.Containers;
using Engine.Host.Containers.Specification;
using Engine.Host.Errors;
using Engine.Oci.Specs;

namespace Engine.Host.Tests.Containers;

public sealed class SpecificationBuilderTests
{
    private static readonly string[] AllCapabilities = ["CAP_CHOWN", "CAP_NET_ADMIN", "CAP_SYS_ADMIN"];

    [Fact]
    public void A_plain_container_has_the_fourteen_capabilities_and_no_inheritable_or_ambient_one()
    {
        LinuxCapabilities capabilities = Build(Containers.New()).Process!.Capabilities!;
        Assert.Equal(14, capabilities.Bounding!.Count);
        Assert.Equal(capabilities.Bounding, capabilities.Effective);
        Assert.Equal(capabilities.Bounding, capabilities.Permitted);
        Assert.Null(capabilities.Inheritable);
        Assert.Null(capabilities.Ambient);
    }

    [Fact]
    public void A_plain_container_has_every_namespace_of_its_own()
    {
        Assert.Equal(["mount", "network", "uts", "pid", "ipc", "cgroup"], Build(Containers.New()).Linux!.Namespaces!.Select(n => n.Type));
    }

    [Fact]
    public void Host_modes_leave_the_namespaces_out()
    {
        RuntimeSpec spec = Build(Containers.New(c => c with { NetworkMode = "host", PidMode = "host", IpcMode = "host", UtsMode = "host", CgroupnsMode = "host" }));
        Assert.Equal(["mount"], spec.Linux!.Namespaces!.Select(n => n.Type));
        Assert.Null(spec.Hostname);
        Assert.Null(spec.Linux.Sysctl);
        Assert.Contains(spec.Mounts!, mount => mount is { Destination: "/dev/shm", Type: "bind", Source: "/dev/shm" });
    }

    [Fact]
    public void A_joined_namespace_has_the_path_of_the_other_process()
    {
        RuntimeSpec spec = SpecificationBuilder.Build(
            Containers.New(c => c with { PidMode = "container:x" }), Context() with { PidNamespaceOwner = 42 });
        Assert.Equal("/proc/42/ns/pid", spec.Linux!.Namespaces!.Single(n => n.Type == "pid").Path);
    }

    [Fact]
    public void Kernel_surface_is_masked_and_sys_is_read_only()
    {
        RuntimeSpec spec = Build(Containers.New());
        Assert.Superset(
            new HashSet<string> { "/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/interrupts", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap" },
            spec.Linux!.MaskedPaths!.ToHashSet());
        Assert.Contains("/proc/sys", spec.Linux.ReadonlyPaths!);
        Assert.Contains("ro", Mount(spec, "/sys").Options!);
        Assert.Contains("ro", Mount(spec, "/sys/fs/cgroup").Options!);
    }

    [Fact]
    public void Privileged_has_all_capabilities_all_devices_and_nothing_masked()
    {
        RuntimeSpec spec = Build(Containers.New(c => c with { Privileged = true }));
        Assert.Equal(AllCapabilities, spec.Process!.Capabilities!.Effective);
        Assert.Null(spec.Linux!.MaskedPaths);
        Assert.Null(spec.Linux.ReadonlyPaths);
        Assert.Null(spec.Linux.Seccomp);
        Assert.True(Assert.Single(spec.Linux.Resources!.Devices!).Allow);
        Assert.Equal("/dev/null", Assert.Single(spec.Linux.Devices!).Path);
        Assert.DoesNotContain("ro", Mount(spec, "/sys").Options!);
    }

    [Fact]
    public void Seccomp_is_the_default_unless_unconfined()
    {
        Assert.Equal("SCMP_ACT_ERRNO", Build(Containers.New()).Linux!.Seccomp!.DefaultAction);
        Assert.Null(Build(Containers.New(c => c with { SecurityOptions = ["seccomp=unconfined"] })).Linux!.Seccomp);
    }

    [Theory]
    [InlineData("no-new-privileges", true)]
    [InlineData("no-new-privileges:true", true)]
    [InlineData("no-new-privileges=false", false)]
    public void No_new_privileges_is_passed_on(string option, bool expected) =>
        Assert.Equal(expected, Build(Containers.New(c => c with { SecurityOptions = [option] })).Process!.NoNewPrivileges);

    [Fact]
    public void Memory_alone_allows_as_much_swap()
    {
        LinuxMemory memory = Resources(new ContainerResources { Memory = 100_000_000 }).Memory!;
        Assert.Equal(100_000_000, memory.Limit);
        Assert.Equal(200_000_000, memory.Swap);
    }

    [Fact]
    public void Nano_cpus_become_quota_and_period()
    {
        LinuxCpu cpu = Resources(new ContainerResources { NanoCpus = 1_500_000_000, CpuShares = 512, CpusetCpus = "0" }).Cpu!;
        Assert.Equal(150_000, cpu.Quota);
        Assert.Equal(100_000UL, cpu.Period);
        Assert.Equal(512UL, cpu.Shares);
        Assert.Equal("0", cpu.Cpus);
    }

    [Theory]
    [InlineData(50L, 50L)]
    [InlineData(-1L, -1L)]
    public void Pids_limit_is_passed_on(long asked, long expected) =>
        Assert.Equal(expected, Resources(new ContainerResources { PidsLimit = asked }).Pids!.Limit);

    [Fact]
    public void What_a_client_mounts_replaces_the_engines_own()
    {
        Container container = Containers.New() with
        {
            Mounts =
            [
                new MountPoint { Type = MountType.Bind, Source = "/host", Destination = "/etc/hosts", ReadWrite = false, Propagation = "rprivate" },
                new MountPoint { Type = MountType.Bind, Source = "/shm", Destination = "/dev/shm" },
            ],
        };
        RuntimeSpec spec = Build(container);
        Assert.Equal("/host", spec.Mounts!.Single(mount => mount.Destination == "/etc/hosts").Source);
        Assert.Contains("rro", Mount(spec, "/etc/hosts").Options!);
        Assert.Equal("/shm", spec.Mounts!.Single(mount => mount.Destination == "/dev/shm").Source);
    }

    [Fact]
    public void Deeper_mounts_follow_their_parents()
    {
        Container container = Containers.New() with
        {
            Mounts = [new MountPoint { Type = MountType.Bind, Source = "/b", Destination = "/a/b/c" }, new MountPoint { Type = MountType.Bind, Source = "/a", Destination = "/a" }],
        };
        List<string> destinations = [.. Build(container).Mounts!.Select(mount => mount.Destination!)];
        Assert.True(destinations.IndexOf("/a") < destinations.IndexOf("/a/b/c"));
    }

    [Fact]
    public void Environment_of_the_container_wins_over_the_defaults()
    {
        IReadOnlyList<string> environment = Build(Containers.New(c => c with { Tty = true, Environment = ["PATH=/mine", "A=b"] })).Process!.Env!;
        Assert.Equal(["PATH=/mine", "HOSTNAME=h", "TERM=xterm", "A=b"], environment);
    }

    [Theory]
    [InlineData("c 10:200 rwm", "c", 10L, 200L, "rwm")]
    [InlineData("b *:3 r", "b", null, 3L, "r")]
    [InlineData("a *:* rwm", "a", null, null, "rwm")]
    public void Device_rules_are_parsed(string rule, string type, long? major, long? minor, string access)
    {
        LinuxDeviceCgroup parsed = DeviceRules.Parse(rule);
        Assert.Equal((type, major, minor, access), (parsed.Type!, parsed.Major, parsed.Minor, parsed.Access!));
    }

    [Theory]
    [InlineData("x 1:2 rwm")]
    [InlineData("c 1 rwm")]
    [InlineData("c 1:2 rwx")]
    [InlineData("c -1:2 r")]
    [InlineData("")]
    public void Bad_device_rules_are_refused(string rule) => Assert.Throws<InvalidArgumentException>(() => DeviceRules.Parse(rule));

    [Fact]
    public void Cgroup_is_below_the_parent()
    {
        Container container = Containers.New();
        Assert.Equal("/engine/" + container.Id, Build(container).Linux!.CgroupsPath);
        Assert.Equal("/foo/" + container.Id, Build(Containers.New(c => c with { CgroupParent = "foo/" }) with { Id = container.Id }).Linux!.CgroupsPath);
    }

    private static MountSpec Mount(RuntimeSpec spec, string destination) => spec.Mounts!.Single(mount => mount.Destination == destination);

    private static LinuxResources Resources(ContainerResources resources) => Build(Containers.New(c => c with { Resources = resources })).Linux!.Resources!;

    private static RuntimeSpec Build(Container container) => SpecificationBuilder.Build(container, Context());

    private static SpecificationContext Context() => new()
    {
        Paths = new ContainerPaths("/data", "/run/e", Containers.New().Id),
        CgroupParent = "/engine",
        DefaultSeccomp = _ => new LinuxSeccomp { DefaultAction = "SCMP_ACT_ERRNO" },
        AvailableCapabilities = AllCapabilities,
        Devices = new OneDevice(),
        HostHostname = "machine",
    };

    private sealed class OneDevice : IHostDevices
    {
        public IReadOnlyList<LinuxDevice> All() => [new LinuxDevice { Path = "/dev/null", Type = "c", Major = 1, Minor = 3 }];

        public IReadOnlyList<LinuxDevice>? Find(string pathOnHost, string pathInContainer) => null;
    }
}
