using System.Text.RegularExpressions;
using Engine.Host.Errors;

namespace Engine.Host.Containers.Mounts;

/// <summary>Local volumes: plain directories below the data root.</summary>
internal sealed partial class VolumeDirectory(string dataRoot)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string root = Path.Combine(dataRoot, "volumes");

    /// <summary>Refuses a name that cannot be a directory's, or would leave this one.</summary>
    public static void CheckName(string name)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new InvalidArgumentException(
                $"create {name}: \"{name}\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. "
                + "If you intended to pass a host directory, use absolute path");
        }
    }

    /// <summary>Where a volume's files are.</summary>
    public string DataPath(string name) => Path.Combine(root, name, "_data");

    /// <summary>A directory within a volume, which must not lead out of it.</summary>
    public string Subpath(string name, string subpath)
    {
        if (subpath.StartsWith('/') || subpath.Split('/').Contains(".."))
        {
            throw new InvalidArgumentException($"invalid volume subpath: {subpath}");
        }

        return Path.Combine(DataPath(name), subpath);
    }

    /// <summary>Makes a volume's directory; nothing if it is there.</summary>
    public void Create(string name)
    {
        Directory.CreateDirectory(root, Private);
        Directory.CreateDirectory(Path.Combine(root, name), Private);
        string data = DataPath(name);
        if (!Directory.Exists(data))
        {
            Directory.CreateDirectory(data);
            File.SetUnixFileMode(
                data,
                Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }

    /// <summary>Removes a volume; nothing if there is none.</summary>
    public void Remove(string name)
    {
        string path = Path.Combine(root, name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]+$")]
    private static partial Regex NamePattern();
}
