namespace Engine.EndToEnd.Tests;

[Collection(EngineCollection.Name)]
public sealed class DockerEngineTests(PrivateEngine engine)
{
    [Fact]
    public async Task Version_agrees_on_an_api_version()
    {
        DockerCli.Require(engine);
        Assert.Equal("1.51 linux", (await DockerCli.RunAsync(engine, "version", "-f", "{{.Server.APIVersion}} {{.Server.Os}}")).Succeeded());
    }

    [Fact]
    public async Task Info_is_understood_whole()
    {
        DockerCli.Require(engine);
        var text = (await DockerCli.RunAsync(engine, "info")).Succeeded();
        Assert.Contains("Storage Driver: overlay2", text, StringComparison.Ordinal);
        Assert.Contains("Swarm: inactive", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_are_listed_inspected_tagged_and_removed()
    {
        DockerCli.Require(engine);
        Assert.Contains("busybox:latest", (await DockerCli.RunAsync(engine, "images", "--format", "{{.Repository}}:{{.Tag}}")).Succeeded(), StringComparison.Ordinal);
        Assert.Equal("[sh]", (await DockerCli.RunAsync(engine, "image", "inspect", "-f", "{{.Config.Cmd}}", "busybox")).Succeeded());
        (await DockerCli.RunAsync(engine, "tag", "busybox", "other/name:1")).Succeeded();
        Assert.Contains("Untagged: other/name:1", (await DockerCli.RunAsync(engine, "rmi", "other/name:1")).Succeeded(), StringComparison.Ordinal);
    }
}
