using Engine.Conformance.Tests;
using Engine.EndToEnd.Tests;

namespace Engine.Security.Tests.Probes;

/// <summary>A static program compiled where the tests run: no image has a compiler, and a shell cannot make arbitrary system calls.</summary>
internal static class NativeProbe
{
    /// <summary>Compiles <c>Probes/NAME.c</c>; the program's bytes.</summary>
    public static async Task<byte[]> CompileAsync(string name)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gcc"), "gcc is not installed: the probe of system calls cannot be compiled");
        string directory = Directory.CreateTempSubdirectory("engine-probe-").FullName;
        try
        {
            string source = Path.Combine(directory, name + ".c");
            string program = Path.Combine(directory, name);
            await File.WriteAllTextAsync(source, Resource.Text(name + ".c"));
            (await CommandResult.RunAsync("/usr/bin/gcc", ["-static", "-O1", "-o", program, source], null)).Succeeded();
            return await File.ReadAllBytesAsync(program);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
