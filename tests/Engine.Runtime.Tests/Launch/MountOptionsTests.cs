using Engine.Linux.Mounts;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Tests.Launch;

public sealed class MountOptionsTests
{
    [Fact]
    public void A_later_option_wins()
    {
        Assert.False(MountOptions.Parse(["ro", "rw"]).ReadOnly);
        Assert.True(MountOptions.Parse(["rw", "ro"]).ReadOnly);
    }

    [Fact]
    public void Recursive_attributes_are_kept_apart()
    {
        var options = MountOptions.Parse(["rbind", "rro", "nosuid"]);
        Assert.Equal(MountAttribute.MOUNT_ATTR_RDONLY, options.RecursiveSet);
        Assert.Equal(MountAttribute.MOUNT_ATTR_NOSUID, options.Set);
        Assert.True(options is { Bind: true, Recursive: true });
    }

    [Fact]
    public void Setting_one_access_time_clears_the_others()
    {
        var options = MountOptions.Parse(["noatime", "strictatime"]);
        Assert.Equal(MountAttribute.MOUNT_ATTR_STRICTATIME, options.Set & MountAttribute.MOUNT_ATTR__ATIME);
        Assert.Equal(MountAttribute.MOUNT_ATTR__ATIME, options.Clear & MountAttribute.MOUNT_ATTR__ATIME);
    }

    [Fact]
    public void What_is_not_known_is_the_file_systems()
    {
        var options = MountOptions.Parse(["mode=755", "newinstance", "context=a=b"]);
        Assert.Equal([new("mode", "755"), new("newinstance", null), new("context", "a=b")], options.Data);
    }

    [Fact]
    public void Propagation_may_be_recursive()
    {
        var options = MountOptions.Parse(["rslave"]);
        Assert.Equal(MountFlag.MS_SLAVE, options.Propagation);
        Assert.True(options.RecursivePropagation);
    }
}
