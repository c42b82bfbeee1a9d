using System.Net;
using Engine.Linux.Netlink;

namespace Engine.Linux.Tests.Netlink;

/// <summary>Messages to the byte, and what is read from bytes.</summary>
public sealed class NetlinkWriterTests
{
    [Fact]
    public void A_message_has_its_length_its_number_and_padded_attributes()
    {
        var writer = new NetlinkWriter();
        writer.Begin(16, NetlinkFlag.NLM_F_ACK, "first");
        writer.Text(3, "eth0");
        writer.UInt8(7, 9);
        writer.Begin(17, 0, "second");

        Assert.Equal(
            "24000000" + "1000" + "0500" + "01000000" + "00000000" // length 36, RTM_NEWLINK, REQUEST|ACK, number 1
            + "0900" + "0300" + "6574683000000000" // 9 bytes: header, "eth0", zero; padded to 12
            + "0500" + "0700" + "09000000"
            + "10000000" + "1100" + "0100" + "02000000" + "00000000",
            Convert.ToHexString(writer.Written));
        Assert.Equal("second", writer.SubjectOf(2));
    }

    [Fact]
    public void Attributes_of_attributes_are_read_as_they_were_written()
    {
        var writer = new NetlinkWriter();
        writer.Begin(1, 0, "");
        int outer = writer.BeginNested(18);
        writer.Text(1, "veth");
        int inner = writer.BeginNested(2);
        writer.Address(5, IPAddress.Parse("fd00::1"));
        writer.BigEndian32(6, 0x01020304);
        writer.EndNested(inner);
        writer.EndNested(outer);

        var found = new List<string>();
        foreach (NetlinkAttribute attribute in new NetlinkAttributes(writer.Written[16..]))
        {
            foreach (NetlinkAttribute nested in attribute.Nested)
            {
                if (nested.Type == 1)
                {
                    found.Add(nested.Text);
                    continue;
                }

                foreach (NetlinkAttribute deep in nested.Nested)
                {
                    found.Add(deep.Type == 5 ? new IPAddress(deep.Value).ToString() : deep.BigEndian32.ToString("x"));
                }
            }
        }

        Assert.Equal(["veth", "fd00::1", "1020304"], found);
    }

    [Theory]
    [InlineData("0300")] // shorter than its own header
    [InlineData("0200010000000000")]
    [InlineData("FF00010000000000")] // longer than what there is
    public void Broken_attributes_end_the_walk(string bytes)
    {
        int count = 0;
        foreach (NetlinkAttribute _ in new NetlinkAttributes(Convert.FromHexString(bytes)))
        {
            count++;
        }

        Assert.Equal(0, count);
    }
}
