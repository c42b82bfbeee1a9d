namespace Engine.Conformance.Tests.Guest;

/// <summary>A test program of this repository that runs inside the virtual machine too, as it was built.</summary>
/// <param name="Name">The project, which is also the program's name.</param>
/// <param name="Filter">Arguments that choose tests: what has nothing to do with the kernel is not run twice.</param>
public sealed record GuestSuite(string Name, string Filter)
{
    /// <summary>The suites that exercise the kernel.</summary>
    public static IReadOnlyList<GuestSuite> All { get; } =
    [
        new("Engine.Runtime.Tests", "-namespace Engine.Runtime.Tests.Program"),
        new("Engine.Linux.Tests", "-class Engine.Linux.Tests.Cgroups.CgroupLifeTests -class Engine.Linux.Tests.Cgroups.CgroupV2RealTests -class Engine.Linux.Tests.Cgroups.CgroupDeviceFilterTests -method- *.Making_a_group_is_fast"),
    ];

    /// <summary>Where the build left it: beside this program's own directory.</summary>
    public string Directory { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", Name, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))));
}
