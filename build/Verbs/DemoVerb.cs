using System.Diagnostics;
using Engine.Build.Demo;
using Engine.Build.Packages;

namespace Engine.Build.Verbs;

/// <summary>Builds, starts a private engine, and drives it by a PowerShell script with the real cmdlets.</summary>
internal sealed class DemoVerb : Verb
{
    private const string Published = "--published";
    private const string EmbeddedHost = "tests/Engine.PowerShell.Host/Engine.PowerShell.Host.csproj";

    public override string Name => "demo";

    public override string Summary => "build, then show containers through the PowerShell cmdlets on a private engine that leaves nothing behind";

    public override async Task<int> RunAsync(string[] args)
    {
        if (args is not [Published])
        {
            await DebianPackages.EnsureAsync(Requirements.Demo);
            Console.WriteLine("Building the native binaries and the module (the first time this takes a few minutes) ...");
            var watch = Stopwatch.StartNew();
            await PublishVerb.PublishAsync();
            if (Command.Find("pwsh") is null)
            {
                await DotNet.BuildAsync(Repository.In(EmbeddedHost));
            }

            Console.WriteLine($"Built in {watch.Elapsed.TotalSeconds:F0} s.");
        }

        if (!Privilege.IsRoot)
        {
            return await Privilege.AsRoot(new Command("dotnet", Environment.GetCommandLineArgs()[0], "demo", Published), "to run containers").StatusAsync();
        }

        await using DemoEngine engine = await DemoEngine.StartAsync();
        string image = Path.Combine(engine.Directory, "rootfs.tar");
        DemoImage.Write(image);
        string[] script = [Repository.In("build/Demo/demo.ps1"), "-Module", Path.Combine(Repository.Module, "Engine.psd1"), "-Socket", engine.RpcSocket, "-RootFileSystem", image];
        Command shell = Command.Find("pwsh") is { } pwsh
            ? new Command(pwsh, ["-NoProfile", "-NonInteractive", "-File", .. script])
            : new Command(Repository.In("artifacts/bin/Engine.PowerShell.Host/release/pwsh-lite"), script);
        return await shell.StatusAsync();
    }
}
