using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Engine.Host.Hosting;

/// <summary>What the engine and its machine are; nothing of it changes while the daemon runs.</summary>
internal sealed record EngineIdentity
{
    /// <summary>A lasting id of the data root.</summary>
    public required string Id { get; init; }

    /// <summary>The engine's version.</summary>
    public required string Version { get; init; }

    /// <summary>The source revision, or empty.</summary>
    public required string Commit { get; init; }

    /// <summary>Absolute path of the data root.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Absolute path of the runtime.</summary>
    public required string RuntimePath { get; init; }

    /// <summary>1 or 2.</summary>
    public int CgroupVersion { get; } = File.Exists("/sys/fs/cgroup/cgroup.controllers") ? 2 : 1;

    /// <summary>The kernel's release.</summary>
    public string KernelVersion { get; } = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();

    /// <summary>The processor in Go's words.</summary>
    public string Architecture { get; } = RuntimeInformation.OSArchitecture is global::System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>The processor in uname's words.</summary>
    public string Machine { get; } = RuntimeInformation.OSArchitecture is global::System.Runtime.InteropServices.Architecture.Arm64 ? "aarch64" : "x86_64";

    /// <summary>The distribution's name, os-release(5).</summary>
    public string OperatingSystem { get; } = OsRelease("PRETTY_NAME");

    /// <summary>The distribution's version, or empty.</summary>
    public string OperatingSystemVersion { get; } = OsRelease("VERSION_ID");

    /// <summary>Bytes of memory of the machine.</summary>
    public long Memory { get; } = TotalMemory();

    /// <summary>Reads what is lasting from the data root, and makes it on the first start.</summary>
    public static EngineIdentity Load(string dataRoot, string runtimePath)
    {
        var (version, commit) = BuildVersion();
        return new EngineIdentity
        {
            Id = LastingId(Path.Combine(dataRoot, "engine-id")),
            Version = version,
            Commit = commit,
            DataRoot = dataRoot,
            RuntimePath = runtimePath,
        };
    }

    /// <summary>Version and source revision as the build wrote them.</summary>
    public static (string Version, string Commit) BuildVersion()
    {
        var text = typeof(EngineIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? (text, "") : (text[..plus], text[(plus + 1)..]);
    }

    private static string LastingId(string path)
    {
        if (File.Exists(path) && Guid.TryParse(File.ReadAllText(path).AsSpan().Trim(), out var known))
        {
            return known.ToString();
        }

        var id = Guid.NewGuid().ToString();
        var temporary = path + ".new";
        File.WriteAllText(temporary, id + "\n");
        File.Move(temporary, path, overwrite: true);
        return id;
    }

    private static string OsRelease(string key)
    {
        var line = File.Exists("/etc/os-release")
            ? File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith(key + "=", StringComparison.Ordinal))
            : null;
        return line is null ? "" : line[(key.Length + 1)..].Trim('"');
    }

    // proc_meminfo(5): "MemTotal:       24683120 kB".
    private static long TotalMemory()
    {
        var line = File.ReadLines("/proc/meminfo").First(l => l.StartsWith("MemTotal:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan("MemTotal:".Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
