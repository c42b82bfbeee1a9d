using System.Net;
using Engine.Host.Errors;
using Engine.Host.Networking.Dns.Files;

namespace Engine.Host.Tests.Networking.Dns;

public sealed class HostsFileTests
{
    [Theory]
    [InlineData("web", "", "10.0.0.2\tweb")]
    [InlineData("web", "example.org", "10.0.0.2\tweb.example.org web")]
    [InlineData("web.example.org", "", "10.0.0.2\tweb.example.org web")]
    public void An_own_line_is_dockerds(string hostname, string domain, string line) => Assert.Equal(line, HostsFile.OwnLine("10.0.0.2", hostname, domain));

    [Fact]
    public void Extra_hosts_come_before_the_containers_own() => Assert.EndsWith(
        "ff02::2\tip6-allrouters\n1.2.3.4\tfoo\n172.29.0.1\tgw\nfd00::1\tgw\n::1\tsix\n10.0.0.2\tweb\n",
        HostsFile.ToText(["foo:1.2.3.4", "gw:host-gateway", "six:::1"], [IPAddress.Parse("172.29.0.1"), IPAddress.Parse("fd00::1")], ["10.0.0.2\tweb"]),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("noaddress", "bad format for add-host: \"noaddress\"")]
    [InlineData("foo:bar", "invalid IP address in add-host: \"bar\"")]
    [InlineData("a b:1.2.3.4", "bad format for add-host: \"a b:1.2.3.4\"")]
    [InlineData("a\nroot:1.2.3.4", "bad format for add-host: \"a\nroot:1.2.3.4\"")]
    public void What_is_no_line_is_refused(string entry, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidArgumentException>(() => HostsFile.ToText([entry], [], [])).Message);

    [Fact]
    public void A_gateway_that_is_not_known_is_told() =>
        Assert.Equal("unable to derive the IP value for host-gateway", Assert.Throws<InvalidArgumentException>(() => HostsFile.ToText(["a:host-gateway"], [], [])).Message);

    [Fact]
    public void Lines_of_others_stay() => Assert.Equal(
        "127.0.0.1\tlocalhost\nmine here\n10.0.0.3\tweb\n",
        HostsFile.Update("127.0.0.1\tlocalhost\n10.0.0.2\tweb\nmine here", ["10.0.0.2\tweb", "not there"], ["10.0.0.3\tweb"]));
}
