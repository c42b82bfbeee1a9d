using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

public sealed class CgroupPathTests
{
    [Theory]
    [InlineData("/engine/abc", "/engine/abc")]
    [InlineData("engine/abc", "/engine/abc")]
    [InlineData("//engine/./abc/", "/engine/abc")]
    [InlineData("/../../etc", "/etc")]
    [InlineData("/engine/../../../abc", "/abc")]
    [InlineData("/a/b/../c", "/a/c")]
    [InlineData("/a/..b/...", "/a/..b/...")]
    public void Paths_are_cleaned_and_stay_below_the_root(string path, string clean) => Assert.Equal(clean, CgroupPath.Clean(path));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/..")]
    [InlineData("/a/..")]
    [InlineData("/a\nb")]
    [InlineData("/a\0b")]
    public void The_root_itself_and_control_characters_are_refused(string path) =>
        Assert.Throws<ArgumentException>(() => CgroupPath.Clean(path));
}
