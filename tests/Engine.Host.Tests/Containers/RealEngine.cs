using System.Text;
using Engine.Host.Archives;
using Engine.Host.Containers;
using Engine.Host.Containers.Logs;
using Engine.Host.Containers.Sessions;
using Engine.Host.Events;
using Engine.Host.Volumes;
using Engine.Host.Images;
using Engine.Host.Tests.Storage;
using Engine.Linux.Cgroups;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engine.Host.Tests.Containers;

/// <summary>The container domain over the real store and the real runtime, in directories and a cgroup of its own.</summary>
internal sealed class RealEngine : IAsyncDisposable
{
    private readonly string runtime;
    private readonly string execRoot = Directory.CreateTempSubdirectory("eng-").FullName;

    private RealEngine(string runtime, TestStore store)
    {
        this.runtime = runtime;
        Store = store;
        Service = Open();
    }

    public TestStore Store { get; }

    private string CgroupParent => "/engine-test-" + Path.GetFileName(execRoot);

    public EventService Events { get; } = new(TimeProvider.System);

    public ContainerService Service { get; private set; }

    /// <summary>Starts one with a busybox image; skips where it cannot.</summary>
    public static async Task<RealEngine> StartAsync()
    {
        const string Busybox = "/bin/busybox";
        string? runtime = FindRuntime();
        if (runtime is null)
        {
            Assert.Skip("needs engine-runtime: set ENGINE_RUNTIME, or publish to out/bin");
        }

        if (!File.Exists(Busybox))
        {
            Assert.Skip("needs a static /bin/busybox (package busybox-static)");
        }

        var engine = new RealEngine(runtime, new TestStore());
        try
        {
            await using var archive = new MemoryStream();
            await WriteRootAsync(archive, await File.ReadAllBytesAsync(Busybox));
            archive.Position = 0;
            await engine.Store.Images.ImportAsync(archive, new ImportRequest { Reference = "busybox" }, null, CancellationToken.None);
            await engine.Service.RestoreAsync(CancellationToken.None);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves the daemon's memory as kill -9 would and starts it anew.</summary>
    public async Task RestartAsync()
    {
        Service.Dispose();
        await Store.ReopenAsync();
        Service = Open();
        await Service.RestoreAsync(CancellationToken.None);
    }

    public async Task<string> CreateAsync(Func<ContainerConfiguration, ContainerConfiguration>? change, params string[] command)
    {
        var configuration = new ContainerConfiguration { Image = "busybox", NetworkMode = "none", Command = command };
        return (await Service.CreateAsync(change?.Invoke(configuration) ?? configuration, null, CancellationToken.None)).Id;
    }

    /// <summary>Runs a command to its end. Returns its status and its log.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(Func<ContainerConfiguration, ContainerConfiguration>? change, params string[] command)
    {
        string id = await CreateAsync(change, command);
        Task<WaitResult> end = Service.WaitAsync(id, WaitCondition.NextExit, CancellationToken.None);
        await Service.StartAsync(id, CancellationToken.None);
        WaitResult result = await end.WaitAsync(TimeSpan.FromSeconds(30));
        return (result.ExitCode, await LogAsync(id));
    }

    public async Task<string> LogAsync(string id)
    {
        var text = new StringBuilder();
        await foreach (LogEntry entry in Service.ReadLogsAsync(id, new LogQuery(), CancellationToken.None))
        {
            text.Append(Encoding.UTF8.GetString(entry.Text.Span));
        }

        return text.ToString();
    }

    public static async Task<string> ReadToEndAsync(IContainerSession session)
    {
        var text = new StringBuilder();
        while (await session.ReadAsync(CancellationToken.None) is { } frame)
        {
            text.Append(Encoding.UTF8.GetString(frame.Data.Span));
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Container container in Service.List(ContainerFilter.Everything))
        {
            await Service.RemoveAsync(container.Id, force: true, removeVolumes: true, CancellationToken.None);
        }

        Service.Dispose();
        await Store.DisposeAsync();
        using (Cgroup parent = Cgroup.Open(CgroupLayout.Detect(), CgroupParent))
        {
            parent.Delete();
        }

        Directory.Delete(execRoot, recursive: true);
    }

    private static string? FindRuntime()
    {
        if (Environment.GetEnvironmentVariable("ENGINE_RUNTIME") is { Length: > 0 } named)
        {
            return named;
        }

        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string candidate = Path.Combine(directory.FullName, "out", "bin", "engine-runtime");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static async Task WriteRootAsync(Stream archive, byte[] busybox)
    {
        var writer = new TarWriter(archive);
        foreach (string directory in new[] { "bin/", "etc/", "tmp/", "data/" })
        {
            await WriteAsync(writer, new TarEntry { Name = Encoding.UTF8.GetBytes(directory), Type = TarEntryType.Directory, Mode = 0x1ED }, []);
        }

        await WriteAsync(writer, new TarEntry { Name = "bin/busybox"u8.ToArray(), Mode = 0x1ED, Size = busybox.Length, StoredSize = busybox.Length }, busybox);
        foreach (string applet in new[] { "sh", "cat", "sleep", "true", "echo", "id", "tty", "stty", "ls" })
        {
            await WriteAsync(writer, new TarEntry { Name = Encoding.UTF8.GetBytes("bin/" + applet), Type = TarEntryType.SymbolicLink, LinkName = "busybox"u8.ToArray(), Mode = 0x1FF }, []);
        }

        byte[] passwd = "root:x:0:0::/:/bin/sh\nuser:x:1000:1000::/:/bin/sh\n"u8.ToArray();
        await WriteAsync(writer, new TarEntry { Name = "etc/passwd"u8.ToArray(), Mode = 0x1A4, Size = passwd.Length, StoredSize = passwd.Length }, passwd);
        byte[] file = "from the image\n"u8.ToArray();
        await WriteAsync(writer, new TarEntry { Name = "data/file"u8.ToArray(), Mode = 0x1A0, Uid = 1000, Gid = 1000, Size = file.Length, StoredSize = file.Length }, file);
        await writer.FinishAsync(CancellationToken.None);
    }

    private static async Task WriteAsync(TarWriter writer, TarEntry entry, byte[] content)
    {
        await writer.StartAsync(entry, CancellationToken.None);
        if (content.Length > 0)
        {
            await writer.WriteAsync(content, CancellationToken.None);
        }
    }

    private ContainerService Open() => ContainerDomain.Create(
        new ContainerServiceOptions
        {
            DataRoot = Store.Layout.DataRoot,
            ExecRoot = execRoot,
            CgroupParent = CgroupParent,
        },
        runtime,
        Store.Database,
        Store.Images,
        VolumeService.Create(Store.Layout.DataRoot, new VolumeStore(Store.Database), Events, TimeProvider.System),
        Events,
        new NoNetworks(),
        NullLogger.Instance,
        TimeProvider.System);
}
