using Engine.Host.Errors;
using Engine.Host.Events;
using Engine.Host.Volumes;
using Engine.Host.Volumes.Plugins;

namespace Engine.Host.Tests.Volumes;

public sealed class VolumeServiceTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("engine-volumes-").FullName;
    private readonly MemoryVolumeStore rows = new();
    private readonly VolumeService service;

    public VolumeServiceTests() => service = Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Creating_twice_is_creating_once()
    {
        var first = await service.CreateAsync(new VolumeRequest { Name = "data", Labels = new Dictionary<string, string> { ["a"] = "b" } }, Token);
        var again = await service.CreateAsync(new VolumeRequest { Name = "data", Labels = new Dictionary<string, string> { ["a"] = "c" } }, Token);
        Assert.Same(first, again);
        Assert.Equal("b", Assert.Single(rows.Rows).Value.Labels!["a"]);
        Assert.True(Directory.Exists(Path.Combine(root, "volumes", "data", "_data")));
    }

    [Fact]
    public async Task Without_a_name_it_is_anonymous()
    {
        var volume = await service.CreateAsync(new VolumeRequest(), Token);
        Assert.Equal(64, volume.Name.Length);
        Assert.Equal("", volume.Labels![Volume.AnonymousLabel]);
    }

    [Theory]
    [InlineData("a", "create a: volume name is too short, names should be at least two alphanumeric characters")]
    [InlineData("../x", "create ../x: \"../x\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path")]
    public async Task Names_that_are_none_are_refused(string name, string message)
    {
        var error = await Assert.ThrowsAsync<InvalidArgumentException>(() => service.CreateAsync(new VolumeRequest { Name = name }, Token));
        Assert.Equal(message, error.Message);
        await Assert.ThrowsAsync<InvalidArgumentException>(() => service.CreateAsync(new VolumeRequest { Name = "data\n" }, Token));
    }

    [Theory]
    [InlineData("create d: missing required option: \"device\"", "type=tmpfs")]
    [InlineData("create d: missing required option: \"device\"", "o=size=1m")]
    [InlineData("create d: missing required option: \"type\"", "device=x")]
    [InlineData("create d: invalid option: \"foo\"", "foo=1")]
    [InlineData("create d: quota size requested but no quota support", "size=1m")]
    public void Options_that_make_no_volume_are_refused(string message, string option) => Assert.Equal(
        message,
        Assert.Throws<InvalidArgumentException>(() => LocalVolumeOptions.Check("d", new Dictionary<string, string> { [option[..option.IndexOf('=')]] = option[(option.IndexOf('=') + 1)..] })).Message);

    [Fact]
    public async Task Another_driver_is_looked_for_and_not_found() => Assert.Equal(
        "create data: error looking up volume plugin foo: plugin \"foo\" not found",
        (await Assert.ThrowsAsync<NotFoundException>(() => service.CreateAsync(new VolumeRequest { Name = "data", Driver = "foo" }, Token))).Message);

    [Fact]
    public async Task What_a_container_has_is_not_removed()
    {
        await service.HoldAsync("c1", [new VolumeRequest { Name = "data" }], Token);
        Assert.Equal("remove data: volume is in use - [c1]", (await Assert.ThrowsAsync<ConflictException>(() => service.RemoveAsync("data", force: true, Token))).Message);
        Assert.Empty((await service.PruneAsync(All, Token)).Removed);
        service.Release("c1");
        await service.RemoveAsync("data", force: false, Token);
        Assert.Empty(rows.Rows);
        Assert.Empty(Directory.GetDirectories(Path.Combine(root, "volumes")));
        Assert.Equal("get data: no such volume", (await Assert.ThrowsAsync<NotFoundException>(() => service.RemoveAsync("data", force: false, Token))).Message);
        await service.RemoveAsync("data", force: true, Token);
    }

    [Fact]
    public async Task A_prune_takes_volumes_with_a_name_only_when_asked()
    {
        await service.CreateAsync(new VolumeRequest { Name = "named" }, Token);
        var anonymous = await service.CreateAsync(new VolumeRequest(), Token);
        File.WriteAllText(Path.Combine(root, "volumes", anonymous.Name, "_data", "f"), "12345");
        var report = await service.PruneAsync(VolumeFilter.Everything, Token);
        Assert.Equal((anonymous.Name, 5L), (Assert.Single(report.Removed), report.Reclaimed));
        Assert.Equal(["named"], (await service.PruneAsync(All, Token)).Removed);
    }

    [Fact]
    public async Task Filters_are_dockers()
    {
        await service.HoldAsync("c", [new VolumeRequest { Name = "held", Labels = new Dictionary<string, string> { ["tier"] = "db" } }], Token);
        await service.CreateAsync(new VolumeRequest { Name = "free" }, Token);
        Assert.Equal(["held"], Names("label", "tier=db"));
        Assert.Equal(["free"], Names("dangling", "true"));
        Assert.Equal(["held"], Names("dangling", "0"));
        Assert.Equal(["free"], Names("name", "re"));
        Assert.Equal("invalid filter 'dangling=[x]'", Assert.Throws<InvalidArgumentException>(() => Names("dangling", "x")).Message);
        Assert.Equal("invalid filter 'foo'", Assert.Throws<InvalidArgumentException>(() => Names("foo", "x")).Message);
    }

    [Fact]
    public async Task A_restart_finds_volumes_and_adopts_data_without_a_row_and_removes_what_was_cut_off()
    {
        await service.CreateAsync(new VolumeRequest { Name = "known" }, Token);
        Directory.CreateDirectory(Path.Combine(root, "volumes", "empty", "_data"));
        Directory.CreateDirectory(Path.Combine(root, "volumes", "full", "_data", "sub"));
        Directory.CreateDirectory(Path.Combine(root, "volumes", ".removed", "_data", "sub"));
        Directory.CreateDirectory(Path.Combine(root, "volumes", "known", ".copying", "sub"));
        Directory.Delete(Path.Combine(root, "volumes", "known", "_data"));
        var check = new VolumeCheck(new VolumeDirectory(root), rows, [("c", "known"), ("c", "gone")]);
        Assert.Equal(6, check.Run(repair: false).Count);
        var next = Open();
        await next.RestoreAsync([("c", "known")]);
        Assert.Equal(["full", "known"], next.List(VolumeFilter.Everything).Select(volume => volume.Name));
        Assert.Equal(["full", "known"], Directory.GetDirectories(Path.Combine(root, "volumes")).Select(Path.GetFileName).Order());
        Assert.Equal(["_data"], Directory.GetDirectories(Path.Combine(root, "volumes", "known")).Select(Path.GetFileName));
        await Assert.ThrowsAsync<ConflictException>(() => next.RemoveAsync("known", force: false, Token));
        Assert.Empty(new VolumeCheck(new VolumeDirectory(root), rows, [("c", "known")]).Run(repair: false));
    }

    private static VolumeFilter All => new(new Dictionary<string, IReadOnlyList<string>> { ["all"] = ["true"] });

    private IEnumerable<string> Names(string key, string value) =>
        service.List(new VolumeFilter(new Dictionary<string, IReadOnlyList<string>> { [key] = [value] })).Select(volume => volume.Name);

    private VolumeService Open() => new(
        new VolumeDirectory(root), rows, new VolumePlugins(new PluginDirectories(Path.Combine(root, "plugins"), [])), new EventService(TimeProvider.System), TimeProvider.System);
}
