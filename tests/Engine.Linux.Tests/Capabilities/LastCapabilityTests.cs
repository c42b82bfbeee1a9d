using Engine.Linux.Capabilities;

namespace Engine.Linux.Tests.Capabilities;

public sealed class LastCapabilityTests
{
    [Fact]
    public void It_is_what_the_kernel_publishes()
    {
        const string path = "/proc/sys/kernel/cap_last_cap";
        if (!File.Exists(path))
        {
            Assert.Skip($"{path} is not there: no procfs to compare with");
        }

        Assert.Equal(int.Parse(File.ReadAllText(path)), (int)LastCapability.Detect());
    }
}
