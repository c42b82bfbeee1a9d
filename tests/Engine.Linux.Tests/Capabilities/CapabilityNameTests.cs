using Engine.Linux.Capabilities;

namespace Engine.Linux.Tests.Capabilities;

public sealed class CapabilityNameTests
{
    [Theory]
    [InlineData("CAP_SYS_ADMIN")]
    [InlineData("cap_sys_admin")]
    [InlineData("SYS_ADMIN")]
    [InlineData("Sys_Admin")]
    public void Any_case_with_or_without_prefix_is_read(string text) =>
        Assert.Equal(Capability.CAP_SYS_ADMIN, CapabilityName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("CAP_")]
    [InlineData("CAP_CAP_KILL")]
    [InlineData("ALL")]
    [InlineData(" KILL")]
    [InlineData("21")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(CapabilityName.TryParse(text, out _));
        Assert.Contains(text, Assert.Throws<FormatException>(() => CapabilityName.Parse(text)).Message);
    }

    [Fact]
    public void Every_member_is_formatted_as_it_is_spelled_and_reads_back()
    {
        foreach (Capability capability in Enum.GetValues<Capability>())
        {
            string name = CapabilityName.Format(capability);
            Assert.Equal(capability.ToString(), name);
            Assert.Equal(capability, CapabilityName.Parse(name));
        }

        Assert.Equal(Enum.GetValues<Capability>().Length, CapabilityName.Count);
    }

    [Fact]
    public void A_capability_newer_than_the_names_is_a_number() => Assert.Equal("63", CapabilityName.Format((Capability)63));
}
