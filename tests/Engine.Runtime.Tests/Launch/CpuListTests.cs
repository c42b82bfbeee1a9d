using Engine.Runtime.Launch;

namespace Engine.Runtime.Tests.Launch;

public sealed class CpuListTests
{
    [Fact]
    public void Ranges_and_numbers_become_bits() => Assert.Equal([0b1000_1111, 0, 0, 0, 0, 0, 0, 0], CpuList.Parse("0-3,7"));

    [Theory]
    [InlineData("a")]
    [InlineData("3-1")]
    [InlineData("-1")]
    [InlineData("99999999")]
    public void Nonsense_is_refused(string list) => Assert.Throws<LaunchException>(() => CpuList.Parse(list));
}
