using Engine.Host.Errors;
using Engine.Host.Volumes;

namespace Engine.Host.Containers.Mounts;

/// <summary>Makes one list of resolved mounts of binds, typed mounts, tmpfs, anonymous volumes and other containers' volumes.</summary>
/// <param name="volumes">Says where volumes are.</param>
/// <param name="image">Finds the id of an image that is mounted, or throws.</param>
internal sealed class MountResolver(VolumeService volumes, Func<string, string> image)
{
    private static readonly HashSet<string> Propagations = ["private", "rprivate", "shared", "rshared", "slave", "rslave"];

    private static readonly string[] SafeTmpfsOptions = ["noexec", "nosuid", "nodev"];

    /// <summary>Resolves without making anything.</summary>
    /// <param name="configuration">What was asked for, merged with the image.</param>
    /// <param name="find">Finds a container for <c>--volumes-from</c>.</param>
    public IReadOnlyList<MountPoint> Resolve(ContainerConfiguration configuration, Func<string, Container> find)
    {
        string driver = configuration.VolumeDriver;
        // Later ones win over earlier ones at the same place, but two of the client's own are a mistake.
        var mounts = new Dictionary<string, MountPoint>();
        foreach (string from in configuration.VolumesFrom)
        {
            foreach (MountPoint mount in Inherit(from, find))
            {
                mounts[mount.Destination] = mount;
            }
        }

        var own = new HashSet<string>();
        foreach (MountPoint mount in configuration.Binds.Select(bind => ParseBind(bind, driver))
            .Concat(configuration.Mounts.Select(mount => Map(mount, driver)))
            .Concat(configuration.Tmpfs.Select(pair => Tmpfs(pair.Key, pair.Value))))
        {
            mounts[mount.Destination] = own.Add(mount.Destination)
                ? mount
                : throw new InvalidArgumentException($"Duplicate mount point: {mount.Destination}");
        }

        foreach (string path in configuration.Volumes)
        {
            string destination = Normalize(path);
            if (!mounts.ContainsKey(destination))
            {
                mounts[destination] = Volume(VolumeService.NewName(), destination, driver) with { Anonymous = true };
            }
        }

        return [.. mounts.Values];
    }

    private MountPoint ParseBind(string bind, string driver)
    {
        string[] parts = bind.Split(':');
        (string source, string destination, string mode) = parts.Length switch
        {
            1 => ("", parts[0], ""),
            2 => (parts[0], parts[1], ""),
            3 => (parts[0], parts[1], parts[2]),
            _ => throw new InvalidArgumentException($"invalid volume specification: '{bind}'"),
        };
        if (!destination.StartsWith('/'))
        {
            throw new InvalidArgumentException($"invalid volume specification: '{bind}': invalid mount path: '{destination}' mount path must be absolute");
        }

        destination = Normalize(destination);
        MountPoint mount = source.StartsWith('/')
            ? new MountPoint { Type = MountType.Bind, Source = Path.GetFullPath(source), Destination = destination, Propagation = "rprivate" }
            : source.Length == 0 ? Volume(VolumeService.NewName(), destination, driver) with { Anonymous = true } : Volume(Named(source), destination, driver);
        foreach (string option in mode.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            mount = option switch
            {
                "ro" or "readonly" => mount with { ReadWrite = false },
                "nocopy" => mount with { CopyUp = false },
                // SELinux labels and consistency hints say nothing on this system.
                "rw" or "z" or "Z" or "copy" or "consistent" or "cached" or "delegated" => mount,
                _ when Propagations.Contains(option) && mount.Type == MountType.Bind => mount with { Propagation = option },
                _ => throw new InvalidArgumentException($"invalid mode: {mode}"),
            };
        }

        // A volume that has a name is labelled for everybody where the kernel labels files; Docker says so.
        return mount with { Mode = mode.Length == 0 && mount is { Type: MountType.Volume, Anonymous: false } ? "z" : mode };
    }

    private MountPoint Map(MountConfiguration mount, string driver)
    {
        string Problem(string text) => $"invalid mount config for type \"{mount.Type.ToString().ToLowerInvariant()}\": {text}";
        if (!mount.Target.StartsWith('/'))
        {
            throw new InvalidArgumentException(Problem($"invalid mount path: '{mount.Target}' mount path must be absolute"));
        }

        string destination = Normalize(mount.Target);
        switch (mount.Type)
        {
            case MountType.Tmpfs:
                return Tmpfs(destination, TmpfsOptions(mount)) with { FromMounts = true, ReadWrite = !mount.ReadOnly };
            case MountType.Volume:
                bool anonymous = mount.Source.Length == 0;
                MountPoint volume = Volume(
                    anonymous ? VolumeService.NewName() : Named(mount.Source), destination, mount.Driver.Length > 0 ? mount.Driver : driver) with
                {
                    Mode = anonymous ? "" : "z",
                    ReadWrite = !mount.ReadOnly,
                    CopyUp = !mount.NoCopy,
                    Anonymous = anonymous,
                    FromMounts = true,
                };
                return mount.Subpath.Length == 0 ? volume
                    : mount.Subpath.StartsWith('/') || mount.Subpath.Split('/').Contains("..")
                        ? throw new InvalidArgumentException(Problem("subpath must be a relative path within the volume"))
                        : volume with { Subpath = mount.Subpath, CopyUp = false };
            case MountType.Image:
                return new MountPoint
                {
                    Type = MountType.Image,
                    Name = mount.Source.Length > 0 ? mount.Source : throw new InvalidArgumentException(Problem("field Source must not be empty")),
                    ImageId = image(mount.Source),
                    Destination = destination,
                    ReadWrite = false,
                    Propagation = "rprivate",
                    FromMounts = true,
                };
            default:
                if (!mount.Source.StartsWith('/'))
                {
                    throw new InvalidArgumentException(Problem($"invalid mount path: '{mount.Source}' mount path must be absolute"));
                }

                if (!mount.CreateMountpoint && !Path.Exists(mount.Source))
                {
                    throw new InvalidArgumentException(Problem($"bind source path does not exist: {mount.Source}"));
                }

                if (mount.Propagation.Length > 0 && !Propagations.Contains(mount.Propagation))
                {
                    throw new InvalidArgumentException(Problem($"invalid propagation mode: {mount.Propagation}"));
                }

                return new MountPoint
                {
                    Type = MountType.Bind,
                    Source = Path.GetFullPath(mount.Source),
                    Destination = destination,
                    ReadWrite = !mount.ReadOnly,
                    Recursive = !mount.NonRecursive,
                    ReadOnlyNonRecursive = mount.ReadOnlyNonRecursive,
                    Propagation = mount.Propagation.Length > 0 ? mount.Propagation : "rprivate",
                    FromMounts = true,
                };
        }
    }

    private static string TmpfsOptions(MountConfiguration mount)
    {
        var options = new List<string>();
        if (mount.ReadOnly)
        {
            options.Add("ro");
        }

        if (mount.TmpfsMode is { } mode)
        {
            options.Add("mode=" + Convert.ToString(mode, 8));
        }

        if (mount.TmpfsSize > 0)
        {
            options.Add($"size={mount.TmpfsSize}");
        }

        options.AddRange(mount.TmpfsOptions);
        return string.Join(',', options);
    }

    private static MountPoint Tmpfs(string path, string options)
    {
        if (!path.StartsWith('/'))
        {
            throw new InvalidArgumentException($"invalid mount path: '{path}' mount path must be absolute");
        }

        // What the client says wins over the safe defaults it contradicts.
        string[] asked = options.Split(',', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> defaults = SafeTmpfsOptions.Where(option => !asked.Contains(option[2..]) && !asked.Contains(option));
        return new MountPoint
        {
            Type = MountType.Tmpfs,
            Destination = Normalize(path),
            Mode = options,
            ReadWrite = !asked.Contains("ro"),
            TmpfsOptions = [.. defaults, "rprivate", .. asked],
        };
    }

    private MountPoint Volume(string name, string destination, string driver) => new()
    {
        Type = MountType.Volume,
        Name = name,
        Driver = volumes.DriverOf(name, driver),
        Source = volumes.SourceOf(name, driver),
        Destination = destination,
        CopyUp = true,
    };

    private static string Named(string name)
    {
        VolumeName.Check(name);
        return name;
    }

    private static IEnumerable<MountPoint> Inherit(string from, Func<string, Container> find)
    {
        int split = from.LastIndexOf(':');
        string mode = split < 0 ? "" : from[(split + 1)..];
        if (split >= 0 && mode is not ("ro" or "rw" or "z" or "Z"))
        {
            throw new InvalidArgumentException($"invalid volumes-from specification: '{from}'");
        }

        return find(split < 0 ? from : from[..split]).Mounts
            .Where(mount => mount.Type != MountType.Tmpfs)
            .Select(mount => mount with { ReadWrite = mount.ReadWrite && mode != "ro", Anonymous = false, FromMounts = false });
    }

    private static string Normalize(string path)
    {
        string full = Path.GetFullPath(path);
        return full == "/"
            ? throw new InvalidArgumentException("invalid specification: destination can't be '/'")
            : full.Length > 1 ? full.TrimEnd('/') : full;
    }
}
