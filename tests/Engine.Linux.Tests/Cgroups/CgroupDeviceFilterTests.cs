using System.Diagnostics;
using Engine.Linux.Bpf;
using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>Device programs on the kernel's own verifier and hook: the unified hierarchy has the hook also beside version 1.</summary>
public sealed class CgroupDeviceFilterTests
{
    [Fact]
    public void Rules_hold_for_processes()
    {
        using RealCgroup real = CreateOrSkip();
        CgroupDeviceFilter.Apply(real.Group.UnifiedDirectory, DeviceRules.NullAndReadOnlyZero);
        Assert.Equal(DeviceRules.Expected, Probe(real));
    }

    [Fact]
    public void A_new_program_takes_the_place_of_the_old_one()
    {
        using RealCgroup real = CreateOrSkip();
        CgroupDeviceFilter.Apply(real.Group.UnifiedDirectory, [new(false, DeviceType.All, null, null, DeviceAccess.All)]);
        Assert.Equal("", Probe(real));
        CgroupDeviceFilter.Apply(real.Group.UnifiedDirectory, DeviceRules.NullAndReadOnlyZero);
        Assert.Equal(DeviceRules.Expected, Probe(real));
        CgroupDeviceFilter.Apply(real.Group.UnifiedDirectory, [new(true, DeviceType.All, null, null, DeviceAccess.All)]);
        Assert.Equal("null-r\nnull-w\nzero-r\nzero-w\nfull-r\n", Probe(real));
    }

    [Fact]
    public void The_verifier_takes_every_shape_of_rules()
    {
        using RealCgroup real = CreateOrSkip();
        foreach (DeviceRule[] rules in new DeviceRule[][]
        {
            [],
            [new(true, DeviceType.All, null, null, DeviceAccess.Read)],
            [new(false, DeviceType.All, null, null, DeviceAccess.Write), new(true, DeviceType.Block, 8, null, DeviceAccess.All)],
            [new(false, DeviceType.Char, null, 5, DeviceAccess.MakeNode | DeviceAccess.Write)],
            [new(true, DeviceType.Char, null, null, DeviceAccess.None)],
            [new(true, DeviceType.All, null, null, DeviceAccess.All), new(false, DeviceType.Char, 1, 5, DeviceAccess.All)],
            [.. Enumerable.Range(0, 300).Select(index => new DeviceRule(index % 2 == 0, DeviceType.Char, index, index, DeviceAccess.Read))],
        })
        {
            CgroupDeviceFilter.Apply(real.Group.UnifiedDirectory, rules);
        }
    }

    private static string Probe(RealCgroup real)
    {
        Process process = real.Start(DeviceRules.Probe);
        return process.StandardOutput.ReadToEnd();
    }

    private static RealCgroup CreateOrSkip()
    {
        if (!CgroupLayout.Detect().Hierarchies.Any(hierarchy => hierarchy.Version == CgroupVersion.V2))
        {
            Assert.Skip("the unified hierarchy is not mounted");
        }

        return RealCgroup.CreateOrSkip();
    }
}
