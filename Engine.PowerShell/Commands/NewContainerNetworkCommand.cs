using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Makes a network.</summary>
[Cmdlet(VerbsCommon.New, "ContainerNetwork", SupportsShouldProcess = true)]
[OutputType(typeof(ContainerNetwork))]
public sealed class NewContainerNetworkCommand : EngineCommand
{
    /// <summary>Names of the new networks.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NamesOnly]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The driver; bridge when it is not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NetworkDriverCompleter))]
    public string? Driver { get; set; }

    /// <summary>Its subnet, 10.5.0.0/24, or one for each family; without it the engine chooses one that is free.</summary>
    [Parameter]
    public IPNetwork[] Subnet { get; set; } = [];

    /// <summary>The gateway of each subnet; without it the subnet's first address.</summary>
    [Parameter]
    public IPAddress[] Gateway { get; set; } = [];

    /// <summary>The part of each subnet that containers get addresses from; without it all of the subnet.</summary>
    [Parameter]
    public IPNetwork[] Range { get; set; } = [];

    /// <summary>Addresses that no container gets, by names for whose they are.</summary>
    [Parameter]
    public IDictionary? Reserved { get; set; }

    /// <summary>Give containers addresses of IPv6 too.</summary>
    [Parameter]
    public SwitchParameter IPv6 { get; set; }

    /// <summary>Give containers no addresses of IPv4.</summary>
    [Parameter]
    public SwitchParameter NoIPv4 { get; set; }

    /// <summary>Nothing leads out of it or into it.</summary>
    [Parameter]
    public SwitchParameter Internal { get; set; }

    /// <summary>Options of the driver: parent, com.docker.network.driver.mtu, ...</summary>
    [Parameter]
    public IDictionary? Option { get; set; }

    /// <summary>Labels.</summary>
    [Parameter]
    public IDictionary? Label { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var session = Session ?? SessionTable.Default;
        foreach (var name in Name.Where(name => ShouldProcess(name, "Create network")))
        {
            var spec = BuildSpec(name);
            if (!TryCall(session, name, (client, token) => client.Networks.CreateNetworkAsync(spec, token), out var created))
            {
                continue;
            }

            if (created.Warning is { } warning)
            {
                WriteWarning(warning);
            }

            if (TryCall(session, name, (client, token) => client.Networks.GetNetworkAsync(created.Id, token), out var info))
            {
                WriteObject(new ContainerNetwork(info, session));
            }
        }
    }

    private NetworkSpec BuildSpec(string name) => new()
    {
        Name = name,
        Driver = Driver,
        IPv4 = !NoIPv4,
        IPv6 = IPv6 || Subnet.Any(subnet => subnet.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6),
        Internal = Internal,
        Subnets = [.. Subnet.Select(BuildSubnet)],
        Options = Option is null ? null : LabelTable.ReadValues(Option),
        Labels = Label is null ? null : LabelTable.ReadValues(Label),
    };

    // Gateways, ranges and reserved addresses belong to the subnet that they are in.
    private NetworkSubnet BuildSubnet(IPNetwork subnet) => new()
    {
        Subnet = subnet.ToString(),
        Gateway = Array.Find(Gateway, subnet.Contains)?.ToString(),
        Range = Range.Where(range => subnet.Contains(range.BaseAddress)).Select(range => range.ToString()).FirstOrDefault(),
        Reserved = Reserved is null
            ? null
            : LabelTable.ReadValues(Reserved).Where(entry => IPAddress.TryParse(entry.Value, out var address) && subnet.Contains(address))
                .ToDictionary(entry => entry.Key, entry => entry.Value),
    };
}
