using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using Engine.PowerShell.Completion;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>Connects containers, running or not, to a network.</summary>
[Cmdlet(VerbsCommunications.Connect, "ContainerNetwork", DefaultParameterSetName = InputObjectSet, SupportsShouldProcess = true)]
[OutputType(typeof(Container))]
public sealed class ConnectContainerNetworkCommand : ContainerTargetCommand
{
    /// <summary>The network.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string Network { get; set; } = "";

    /// <summary>Further names of the container on the network.</summary>
    [Parameter]
    public string[] Alias { get; set; } = [];

    /// <summary>Its address, or one of each family; without it the engine chooses.</summary>
    [Parameter]
    public IPAddress[] IPAddress { get; set; } = [];

    /// <summary>Its hardware address; without it the engine chooses.</summary>
    [Parameter]
    public string? MacAddress { get; set; }

    /// <summary>Names by which it knows other containers: CONTAINER[:ALIAS].</summary>
    [Parameter]
    public string[] Link { get; set; } = [];

    /// <summary>Of several networks the one with the highest number gives the way out.</summary>
    [Parameter]
    public int GatewayPriority { get; set; }

    /// <summary>Write the container as it is afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessContainer(ContainerTarget target)
    {
        var endpoint = new EndpointSpec
        {
            Network = Network,
            Aliases = Alias,
            Links = Link,
            IPv4Address = AddressText.Find(IPAddress, AddressFamily.InterNetwork),
            IPv6Address = AddressText.Find(IPAddress, AddressFamily.InterNetworkV6),
            MacAddress = MacAddress,
            GatewayPriority = GatewayPriority,
        };
        if (ShouldProcess(target.Name, $"Connect to {Network}")
            && TryCall(target.Session, target.Given, (client, token) => client.Networks.ConnectNetworkAsync(target.Id, endpoint, token))
            && PassThru)
        {
            WriteContainer(target);
        }
    }
}
