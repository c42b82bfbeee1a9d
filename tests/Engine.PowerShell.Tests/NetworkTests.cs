using System.Management.Automation;
using Engine.PowerShell.Tests.Running;
using Engine.Protocol;

namespace Engine.PowerShell.Tests;

public sealed class NetworkTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public NetworkTests() => _session.Engine.Containers.Add("web", ContainerState.Running);

    [Fact]
    public void Parameters_become_the_networks_specification()
    {
        var made = Assert.Single(_session.Run("""
            New-ContainerNetwork back -Driver bridge -Subnet 10.5.0.0/24, fd00:5::/64 -Gateway 10.5.0.254 -Range 10.5.0.128/25 -Reserved @{ nas = '10.5.0.9' } `
              -Internal -Option @{ 'com.docker.network.driver.mtu' = 1400 } -Label @{ l = 'v' } -WarningVariable w | ForEach-Object { "$_ $($_.Subnet)" }
            """));
        Assert.Equal("back 10.5.0.0/24 fd00:5::/64", made.ToString());
        var spec = _session.Engine.Networks.LastSpec!;
        Assert.True(spec is { Name: "back", Driver: "bridge", IPv4: true, IPv6: true, Internal: true });
        Assert.Equal(("10.5.0.0/24", "10.5.0.254", "10.5.0.128/25"), (spec.Subnets[0].Subnet, spec.Subnets[0].Gateway, spec.Subnets[0].Range));
        Assert.Equal("10.5.0.9", spec.Subnets[0].Reserved!["nas"]);
        Assert.Equal(("fd00:5::/64", null, null), (spec.Subnets[1].Subnet, spec.Subnets[1].Gateway, spec.Subnets[1].Range));
        Assert.Equal(("1400", "v"), (spec.Options!["com.docker.network.driver.mtu"], spec.Labels!["l"]));
    }

    [Fact]
    public void A_network_has_real_values() => Assert.Equal(
        ["172.30.0.0/24 172.30.0.1 172.30.0.9 True", "web 172.30.0.2 fd00::2 0242AC1E0002"],
        _session.Run("""
            $n = Get-ContainerNetwork front
            "$($n.Subnet) $($n.Subnet[0].Gateway.IPAddressToString) $($n.Subnet[0].Reserved['nas']) $($n.InUse)"
            $n.Endpoint | ForEach-Object { "$($_.Container) $($_.IPAddress) $($_.MacAddress)" }
            """).Select(item => item.ToString()));

    [Theory]
    [InlineData("Get-ContainerNetwork front | Remove-ContainerNetwork", "network rm front")]
    [InlineData("Remove-ContainerNetwork front", "network rm front")]
    [InlineData("Remove-ContainerNetwork *", "network rm front")]
    [InlineData("'front' | Remove-ContainerNetwork", "network rm front")]
    [InlineData("Get-Container web | Connect-ContainerNetwork -Network front", "connect 7 front")]
    [InlineData("Connect-ContainerNetwork web front", "connect web front")]
    [InlineData("Connect-ContainerNetwork web (Get-ContainerNetwork front)", "connect web front")]
    [InlineData("Disconnect-ContainerNetwork web front, bridge", "disconnect web front", "disconnect web bridge")]
    [InlineData("Clear-ContainerNetwork -Confirm:$false", "network prune front")]
    [InlineData("Clear-ContainerNetwork -WhatIf; Remove-ContainerNetwork front -WhatIf; Connect-ContainerNetwork web front -WhatIf")]
    [InlineData("New-ContainerNetwork x -WhatIf; Disconnect-ContainerNetwork web front -WhatIf")]
    public void Networks_and_containers_come_in_every_form(string script, params string[] calls)
    {
        _session.Run(script);
        var id = Assert.Single(_session.Run("(Get-Container web).Id")).ToString()!;
        Assert.Equal(calls.Select(call => call.Replace("connect 7", $"connect {id}", StringComparison.Ordinal)), _session.Engine.Calls.Take());
    }

    [Fact]
    public void An_endpoint_is_what_was_asked_for()
    {
        _session.Run("Connect-ContainerNetwork web front -Alias a, b -IPAddress 172.30.0.7, fd00::7 -MacAddress 02:00:00:00:00:01 -Link db:data -GatewayPriority 5");
        var endpoint = _session.Engine.Networks.LastEndpoint!;
        Assert.Equal(["a", "b"], endpoint.Aliases);
        Assert.Equal(["db:data"], endpoint.Links);
        Assert.Equal(("172.30.0.7", "fd00::7", "02:00:00:00:00:01", 5), (endpoint.IPv4Address, endpoint.IPv6Address, endpoint.MacAddress, endpoint.GatewayPriority));
    }

    [Fact]
    public void A_container_is_made_with_its_networks()
    {
        _session.Run("""
            New-Container busybox -Network front, bridge -NetworkAlias www -IPAddress 172.30.0.7 -Dns 9.9.9.9 -DnsSearch . -DnsOption ndots:2 -ExtraHost h:host-gateway `
              -PublishAll -Publish '8000-8002:80-82/udp'
            """);
        var spec = _session.Engine.Containers.LastSpec!;
        Assert.Equal("front", spec.Network);
        Assert.Equal([("front", "172.30.0.7", 1), ("bridge", null, 0)], spec.Endpoints.Select(endpoint => (endpoint.Network, endpoint.IPv4Address, endpoint.GatewayPriority)));
        Assert.All(spec.Endpoints, endpoint => Assert.Equal(["www"], endpoint.Aliases));
        Assert.Equal(("9.9.9.9", ".", "ndots:2", "h:host-gateway", true), (spec.Dns[0], spec.DnsSearch[0], spec.DnsOptions[0], spec.ExtraHosts[0], spec.PublishAll));
        Assert.Equal([(80, 8000), (81, 8001), (82, 8002)], spec.Ports.Select(port => (port.ContainerPort, port.HostPort)));
    }

    [Theory]
    [InlineData("New-Container busybox -Publish 80-82:80")]
    [InlineData("New-Container busybox -NetworkAlias a")]
    public void What_cannot_be_is_said(string script) =>
        Assert.StartsWith("InvalidArgument,", _session.RunToError(script).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void A_network_that_is_not_there_is_told_with_advice()
    {
        var error = _session.RunToError("Get-ContainerNetwork nope");
        Assert.Equal(("NetworkNotFound,Engine.PowerShell.Commands.GetContainerNetworkCommand", ErrorCategory.ObjectNotFound), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Contains("Get-ContainerNetwork", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_session.Run("Get-ContainerNetwork nope*"));
    }

    public void Dispose() => _session.Dispose();
}
