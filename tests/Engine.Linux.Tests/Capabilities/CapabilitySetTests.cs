using Engine.Linux.Capabilities;

namespace Engine.Linux.Tests.Capabilities;

public sealed class CapabilitySetTests
{
    [Fact]
    public void Bits_are_the_kernels()
    {
        CapabilitySet set = CapabilitySet.Of(Capability.CAP_CHOWN, Capability.CAP_SYS_ADMIN, Capability.CAP_CHECKPOINT_RESTORE);

        Assert.Equal(0x100_0020_0001UL, set.Bits);
        Assert.Equal(3, set.Count);
        Assert.Equal("CAP_CHOWN,CAP_SYS_ADMIN,CAP_CHECKPOINT_RESTORE", set.ToString());
    }

    [Fact]
    public void Members_come_and_go()
    {
        CapabilitySet set = CapabilitySet.None.With(Capability.CAP_KILL).With(Capability.CAP_BPF);

        Assert.True(set.Contains(Capability.CAP_KILL));
        Assert.False(set.Without(Capability.CAP_KILL).Contains(Capability.CAP_KILL));
        Assert.True(set.Contains(CapabilitySet.Of(Capability.CAP_BPF)));
        Assert.False(CapabilitySet.Of(Capability.CAP_BPF).Contains(set));
        Assert.Equal(CapabilitySet.Of(Capability.CAP_BPF), set.Except(CapabilitySet.Of(Capability.CAP_KILL)));
        Assert.Equal(CapabilitySet.Of(Capability.CAP_KILL), set.Intersect(CapabilitySet.UpTo(Capability.CAP_SYS_ADMIN)));
        Assert.True(set.Except(set).IsEmpty);
    }

    [Fact]
    public void All_named_are_forty_one() => Assert.Equal(0x1ff_ffff_ffffUL, CapabilitySet.Named.Bits);

    [Fact]
    public void A_full_mask_does_not_overflow() => Assert.Equal(ulong.MaxValue, CapabilitySet.UpTo((Capability)63).Bits);
}
