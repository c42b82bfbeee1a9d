using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Engine.Linux.Netlink;
using Engine.Linux.Nftables;

namespace Engine.Linux.Tests.Native;

public sealed unsafe partial class NativeDefinitionTests
{
    private static readonly string[] s_networkHeaders =
    [
        "sys/socket.h", "linux/if.h", "linux/if_addr.h", "linux/if_link.h", "linux/neighbour.h", "linux/fib_rules.h", "linux/netlink.h", "linux/rtnetlink.h", "linux/veth.h",
        "linux/netfilter.h", "linux/netfilter/nfnetlink.h", "linux/netfilter/nf_tables.h", "linux/netfilter/nf_conntrack_common.h", "linux/netfilter/nfnetlink_conntrack.h", "stddef.h",
    ];

    [Fact]
    public void Those_of_netlink_are_those_of_the_C_headers()
    {
        if (!File.Exists(Compiler) || !File.Exists("/usr/include/linux/netfilter/nf_tables.h"))
        {
            Assert.Skip("the C compiler or the kernel's headers (linux-libc-dev) are not installed");
        }

        StringBuilder source = new();
        foreach (string header in s_networkHeaders)
        {
            source.AppendLine($"#include <{header}>");
        }

        foreach (Type type in new[] { typeof(NetlinkFlag), typeof(RouteMessage), typeof(RouteAttribute), typeof(NfTablesMessage), typeof(ConnectionMessage) })
        {
            foreach (FieldInfo constant in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral))
            {
                Same(constant.Name, Convert.ToInt64(constant.GetRawConstantValue(), CultureInfo.InvariantCulture));
            }
        }

        foreach (NftHook hook in Enum.GetValues<NftHook>())
        {
            string name = hook switch { NftHook.Prerouting => "PRE_ROUTING", NftHook.Input => "LOCAL_IN", NftHook.Forward => "FORWARD", NftHook.Output => "LOCAL_OUT", _ => "POST_ROUTING" };
            Same("NF_INET_" + name, (int)hook);
        }

        Same("NFPROTO_INET", (int)NftFamily.Inet);
        Same("NFPROTO_IPV4", (int)NftFamily.IPv4);
        Same("NFPROTO_IPV6", (int)NftFamily.IPv6);
        Same("NFT_META_IIFNAME", (int)NftMeta.InputInterface);
        Same("NFT_META_OIFNAME", (int)NftMeta.OutputInterface);
        Same("NFT_META_NFPROTO", (int)NftMeta.Family);
        Same("NFT_META_L4PROTO", (int)NftMeta.Protocol);
        Same("NFT_CT_STATE", (int)NftConnection.State);
        Same("NFT_CT_STATUS", (int)NftConnection.Status);
        Same("NFT_PAYLOAD_TRANSPORT_HEADER", (int)NftHeader.Transport);
        Same("(unsigned int)NFT_JUMP", unchecked((uint)NftVerdict.Jump));
        Same("(unsigned int)NFT_RETURN", unchecked((uint)NftVerdict.Return));
        Same("MACVLAN_MODE_PASSTHRU", (int)MacvlanMode.Passthru);
        Same("IPVLAN_MODE_L3S", (int)IpvlanMode.L3S);
        Same("sizeof(struct nlmsghdr)", Unsafe.SizeOf<NetlinkHeader>());
        Same("sizeof(struct sockaddr_nl)", Unsafe.SizeOf<NetlinkSocket.sockaddr_nl>());
        Same("sizeof(struct ifinfomsg)", Unsafe.SizeOf<RouteMessage.LinkHeader>());
        Same("sizeof(struct ifaddrmsg)", Unsafe.SizeOf<RouteMessage.AddressHeader>());
        Same("sizeof(struct rtmsg)", Unsafe.SizeOf<RouteMessage.RouteHeader>());
        Same("sizeof(struct ndmsg)", Unsafe.SizeOf<RouteMessage.NeighbourHeader>());
        Same("sizeof(struct nfgenmsg)", Unsafe.SizeOf<NfTablesMessage.NetfilterHeader>());

        (int exitCode, string errors) = Compile(source.ToString());
        Assert.True(exitCode == 0, errors);

        void Same(string native, long ours) => source.AppendLine($"_Static_assert((unsigned long)({native}) == {ours}UL, \"{native}\");");
    }
}
