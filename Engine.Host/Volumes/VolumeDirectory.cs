using System.Security.Cryptography;
using Engine.Host.Storage;

namespace Engine.Host.Volumes;

/// <summary>The directories of local volumes below the data root. What is on its way in or out has a name that no volume can have.</summary>
internal sealed class VolumeDirectory(string dataRoot)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Everybody = Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // No volume's name begins with it.
    private const string OnItsWay = ".";

    /// <summary>Where all of them are.</summary>
    public string Root { get; } = Path.Combine(dataRoot, "volumes");

    /// <summary>Where a volume's files are.</summary>
    public string DataPath(string name) => Path.Combine(PathOf(name), "_data");

    /// <summary>A volume's directory.</summary>
    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Makes a volume's directory; nothing if it is there.</summary>
    public void Create(string name)
    {
        Directory.CreateDirectory(Root, Private);
        Directory.CreateDirectory(PathOf(name), Private);
        CreateData(DataPath(name));
    }

    /// <summary>A directory beside a volume's files that can take their place.</summary>
    public string NewData(string name)
    {
        string path = Path.Combine(PathOf(name), OnItsWay + RandomNumberGenerator.GetHexString(12, lowercase: true));
        CreateData(path);
        return path;
    }

    /// <summary>Removes a volume; nothing if there is none. It is out of sight at once, and a crash leaves what the next start removes.</summary>
    public void Remove(string name)
    {
        string moved = Path.Combine(Root, OnItsWay + RandomNumberGenerator.GetHexString(24, lowercase: true));
        if (StoreLayout.Rename(PathOf(name), moved))
        {
            DirectoryTree.Remove(moved);
        }
    }

    /// <summary>Names of the volumes that have a directory.</summary>
    public IReadOnlyList<string> Names() => [.. Children(Root).Where(name => !name.StartsWith(OnItsWay, StringComparison.Ordinal))];

    /// <summary>Absolute paths of what was on its way in or out when an engine ended.</summary>
    public IReadOnlyList<string> Unfinished() =>
    [
        .. Children(Root).Where(name => name.StartsWith(OnItsWay, StringComparison.Ordinal)).Select(PathOf),
        .. Names().SelectMany(name => Children(PathOf(name))
            .Where(child => child.StartsWith(OnItsWay, StringComparison.Ordinal)).Select(child => Path.Combine(PathOf(name), child))),
    ];

    /// <summary>Whether a volume's directory holds nothing.</summary>
    public bool IsEmpty(string name) => !Directory.Exists(DataPath(name)) || !Directory.EnumerateFileSystemEntries(DataPath(name)).Any();

    private static IEnumerable<string> Children(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateDirectories(directory).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal) : [];

    private static void CreateData(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, Everybody);
        }
    }
}
