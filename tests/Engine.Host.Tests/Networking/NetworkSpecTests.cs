using System.Net.Sockets;
using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Networking;
using Engine.Host.Networking.Ports;

namespace Engine.Host.Tests.Networking;

/// <summary>What no network, endpoint or port can be, in the words of dockerd 28.</summary>
public sealed class NetworkSpecTests
{
    [Theory]
    [InlineData("10.91.0.3/24", null, null, "invalid subnet 10.91.0.3/24: it should be 10.91.0.0/24")]
    [InlineData("banana", null, null, "invalid subnet banana: invalid CIDR block notation")]
    [InlineData("10.92.0.0/24", null, "10.93.0.1", "invalid gateway 10.93.0.1: parent subnet 10.92.0.0/24 doesn't contain this address")]
    [InlineData("10.92.0.0/24", "10.93.0.0/25", null, "invalid ip-range 10.93.0.0/25: parent subnet 10.92.0.0/24 doesn't contain ip-range")]
    public void Wrong_pools_are_named(string subnet, string? range, string? gateway, string fault)
    {
        var spec = new NetworkSpec { Name = "n", Pools = [new IpamPool { Subnet = subnet, IPRange = range, Gateway = gateway }] };
        Assert.Equal("invalid network config:\n" + fault, Assert.Throws<InvalidArgumentException>(() => NetworkSpecReader.Check(spec)).Message);
    }

    [Theory]
    [InlineData("", "", "invalid name: name is empty")]
    [InlineData("bridge", "", "operation is not permitted on predefined bridge network ")]
    [InlineData("n", "banana", "plugin \"banana\" not found")]
    [InlineData("n", "host", "only one instance of \"host\" network is allowed")]
    public void Wrong_names_and_drivers_are_refused(string name, string driver, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<EngineException>(() => NetworkSpecReader.Check(new NetworkSpec { Name = name, Driver = driver })).Message);

    [Theory]
    [InlineData("com.docker.network.driver.mtu", "x", "failed to parse com.docker.network.driver.mtu value: x (strconv.Atoi: parsing \"x\": invalid syntax)")]
    [InlineData("com.docker.network.bridge.enable_icc", "x", "failed to parse com.docker.network.bridge.enable_icc value: x (strconv.ParseBool: parsing \"x\": invalid syntax)")]
    [InlineData("com.docker.network.bridge.name", "../x", "invalid bridge name: ../x")]
    public void Wrong_options_are_refused(string key, string value, string message) => Assert.Equal(
        message,
        Assert.Throws<InvalidArgumentException>(() => NetworkSpecReader.Check(new NetworkSpec { Name = "n", Options = new Dictionary<string, string> { [key] = value } })).Message);

    [Theory]
    [InlineData("10.99.0.130", null, null, "no configured subnet or ip-range contain the IP address 10.99.0.130")]
    [InlineData("x", null, null, "invalid IPv4 address: x")]
    [InlineData(null, "zz", null, "invalid MAC address: zz")]
    [InlineData(null, null, "../../evil", "invalid interface name: ../../evil")]
    [InlineData(null, null, "a b", "invalid interface name: a b")]
    public void Wrong_endpoints_are_refused(string? address, string? mac, string? link, string fault)
    {
        var state = new NetworkState(new Network
        {
            Id = new string('a', 64),
            Name = "b1n",
            Created = default,
            Driver = "bridge",
            Pools = [new IpamPool { Subnet = "10.91.0.0/24", Gateway = "10.91.0.1" }],
        });
        var settings = new EndpointSettings
        {
            IPv4Address = address,
            MacAddress = mac,
            DriverOptions = link is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["com.docker.network.endpoint.ifname"] = link },
        };
        Assert.Equal(
            "invalid config for network b1n: invalid endpoint settings:\n" + fault,
            Assert.Throws<InvalidArgumentException>(() => EndpointSettingsCheck.Check(state, settings)).Message);
    }

    [Fact]
    public void Ports_are_read_in_all_their_forms_fixed_ones_first()
    {
        var configuration = new ContainerConfiguration
        {
            Image = "i",
            ExposedPorts = ["80/tcp", "53/udp", "99/sctp"],
            PublishAllPorts = true,
            PortBindings = new Dictionary<string, IReadOnlyList<PortBinding>>
            {
                ["80/tcp"] = [new PortBinding("", ""), new PortBinding("[::1]", "8080-8090"), new PortBinding("127.0.0.1", "8080")],
            },
        };
        Assert.Equal(
            ["80 ::1 8080-8090 tcp", "80 127.0.0.1 8080-8080 tcp", "53  0-0 udp", "80  0-0 tcp", "99  0-0 sctp"],
            PortRequests.Of(configuration).Select(request => $"{request.ContainerPort} {request.HostIP} {request.First}-{request.Last} {request.ProtocolName}"));
    }

    [Theory]
    [InlineData("80/tcp", "99999")]
    [InlineData("80/tcp", "9-8")]
    [InlineData("0/tcp", "80")]
    [InlineData("80/foo", "80")]
    [InlineData("x", "80")]
    public void Wrong_ports_are_refused(string port, string host)
    {
        var configuration = new ContainerConfiguration
        {
            Image = "i",
            PortBindings = new Dictionary<string, IReadOnlyList<PortBinding>> { [port] = [new PortBinding("", host)] },
        };
        Assert.Throws<InvalidArgumentException>(() => PortRequests.Of(configuration));
    }

    [Fact]
    public void A_port_that_is_held_is_held_for_every_address_of_its_family()
    {
        using var reservations = new PortReservations();
        Assert.Null(reservations.TryTake(ProtocolType.Tcp, System.Net.IPAddress.Loopback, 0));
        Assert.Equal(PortRefusal.Allocated, reservations.TryTake(ProtocolType.Tcp, System.Net.IPAddress.Any, 0));
        Assert.Null(reservations.TryTake(ProtocolType.Udp, System.Net.IPAddress.Any, 0));
        reservations.Release(ProtocolType.Tcp, System.Net.IPAddress.Loopback, 0);
        Assert.Null(reservations.TryTake(ProtocolType.Tcp, System.Net.IPAddress.Any, 0));
    }
}
