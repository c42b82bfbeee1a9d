using Engine.Host.Containers.Specification;
using Engine.Host.Errors;

namespace Engine.Host.Tests.Containers;

public sealed class CapabilitySelectionTests
{
    private static readonly string[] Available = ["CAP_CHOWN", "CAP_NET_ADMIN", "CAP_SYS_ADMIN", "CAP_KILL"];

    [Fact]
    public void Drop_all_and_add_one_leaves_one() =>
        Assert.Equal(["CAP_CHOWN"], CapabilitySelection.Select(["chown"], ["ALL"], false, Available));

    [Fact]
    public void Add_all_gives_what_the_engine_has_less_the_dropped() =>
        Assert.Equal(["CAP_CHOWN", "CAP_NET_ADMIN", "CAP_KILL"], CapabilitySelection.Select(["ALL"], ["CAP_SYS_ADMIN"], false, Available));

    [Fact]
    public void Dropped_ones_are_missing_and_added_ones_are_there()
    {
        IReadOnlyList<string> selected = CapabilitySelection.Select(["NET_ADMIN"], ["MKNOD"], false, Available);
        Assert.Contains("CAP_NET_ADMIN", selected);
        Assert.DoesNotContain("CAP_MKNOD", selected);
        Assert.Equal(14, selected.Count);
    }

    [Fact]
    public void A_misspelt_name_is_refused_as_docker_does()
    {
        var error = Assert.Throws<InvalidArgumentException>(() => CapabilitySelection.Select(["FOO"], [], true, Available));
        Assert.Equal("invalid CapAdd: unknown capability: \"CAP_FOO\"", error.Message);
    }
}
