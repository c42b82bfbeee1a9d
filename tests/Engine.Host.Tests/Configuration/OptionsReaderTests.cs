using Engine.Host.Configuration;

namespace Engine.Host.Tests.Configuration;

public sealed class OptionsReaderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-options").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Without_flags_the_documented_defaults_hold()
    {
        var options = Read();
        Assert.Equal("/var/lib/engine", options.DataRoot);
        Assert.Equal("/run/engine/engine.sock", Assert.Single(options.Hosts).SocketPath);
        Assert.Equal("/run/engine/rpc.sock", options.Rpc.SocketPath);
        Assert.Equal("engine0", options.Bridge);
        Assert.Equal("/engine", options.CgroupParent);
        Assert.Null(options.Tls);
    }

    [Fact]
    public void Every_fault_is_reported_at_once_with_its_path()
    {
        var file = Write("""{ "bip": "nonsense", "hosts": ["ftp://x", 5], "colour": true, "default-address-pools": [{ "base": "10.0.0.0/16", "size": 8 }] }""");
        var faults = Faults("--config-file", file, "--data-root", "relative", "--log-level=loud", "--nope", "stray");
        Assert.Contains(faults, f => f.Path == $"{file}: bip");
        Assert.Contains(faults, f => f.Path == $"{file}: hosts[0]");
        Assert.Contains(faults, f => f.Path == $"{file}: hosts[1]");
        Assert.Contains(faults, f => f.Path == $"{file}: colour");
        Assert.Contains(faults, f => f.Path == $"{file}: default-address-pools[0]");
        Assert.Contains(faults, f => f.Path == "--data-root");
        Assert.Contains(faults, f => f.Path == "--log-level");
        Assert.Contains(faults, f => f.Path == "--nope");
        Assert.Contains(faults, f => f.Path == "stray");
        Assert.Equal(9, faults.Count);
    }

    [Fact]
    public void An_option_given_twice_is_refused()
    {
        var file = Write("""{ "bridge": "br0" }""");
        var fault = Assert.Single(Faults("--config-file", file, "--bridge", "br1"));
        Assert.Equal($"{file}: bridge", fault.Path);
    }

    [Theory]
    [InlineData("tcp://0.0.0.0:2375", false)]
    [InlineData("tcp://[::]:2375", false)]
    [InlineData("tcp://127.0.0.1:2375", true)]
    [InlineData("tcp://localhost:2375", true)]
    [InlineData("tcp://[::1]:2375", true)]
    public void Plain_tcp_is_for_this_machine_only(string host, bool allowed)
    {
        if (allowed)
        {
            Assert.Equal(host, Assert.Single(Read("-H", host).Hosts).Text);
            return;
        }

        Assert.Contains("root on this machine", Assert.Single(Faults("-H", host)).Message, StringComparison.Ordinal);
        Assert.Equal(host, Assert.Single(Read("-H", host, "--tlsverify=false").Hosts).Text);
    }

    [Fact]
    public void Tlsverify_needs_its_three_files()
    {
        var faults = Faults("--tlsverify", "--tlscert", Path.Combine(_directory, "missing.pem"));
        Assert.Equal(["--tlscacert", "--tlscert", "--tlskey"], faults.Select(f => f.Path).Order());
    }

    [Fact]
    public void An_exec_root_too_long_for_sockets_is_refused() =>
        Assert.Contains(Faults("--exec-root", "/" + new string('x', 90)), f => f.Path == "--exec-root");

    [Theory]
    [InlineData("/")]
    [InlineData("relative")]
    [InlineData("/a/../b")]
    public void A_cgroup_parent_is_the_path_of_a_group(string path) =>
        Assert.Contains(Faults("--cgroup-parent", path), f => f.Path == "--cgroup-parent");

    private string Write(string json)
    {
        var path = Path.Combine(_directory, "daemon.json");
        File.WriteAllText(path, json);
        return path;
    }

    private static EngineOptions Read(params string[] flags) => OptionsReader.Read(CommandLine.Parse(flags));

    private static IReadOnlyList<ConfigurationFault> Faults(params string[] flags) =>
        Assert.Throws<ConfigurationException>(() => Read(flags)).Faults;
}
