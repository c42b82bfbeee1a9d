using static Engine.Linux.Mounts.MountAttribute;

namespace Engine.Runtime.Launch;

/// <summary>The options of one mount, sorted by what they are for the kernel.</summary>
internal sealed record MountOptions
{
    public bool Bind { get; private set; }

    public bool Recursive { get; private set; }

    /// <summary>Attributes of this mount to set and to clear.</summary>
    public ulong Set { get; private set; }

    public ulong Clear { get; private set; }

    /// <summary>Attributes of this mount and all below to set and to clear.</summary>
    public ulong RecursiveSet { get; private set; }

    public ulong RecursiveClear { get; private set; }

    /// <summary>MS_ propagation flag, or 0.</summary>
    public ulong Propagation { get; private set; }

    public bool RecursivePropagation { get; private set; }

    public bool CopyUp { get; private set; }

    /// <summary>Map ids by the container's user namespace, or by the mount's own mappings.</summary>
    public bool IdMapped { get; private set; }

    public bool RecursiveIdMapped { get; private set; }

    /// <summary>Superblock flags, by the name fsconfig(2) has for them.</summary>
    public List<string> Flags { get; } = [];

    /// <summary>Options of the file system: name, and value or null.</summary>
    public List<KeyValuePair<string, string?>> Data { get; } = [];

    /// <summary>Every option with a meaning of its own; others are the file system's.</summary>
    public static IEnumerable<string> Known => MountOptionTable.Names;

    public static MountOptions Parse(IReadOnlyList<string>? options)
    {
        var result = new MountOptions();
        foreach (var option in options ?? [])
        {
            if (!MountOptionTable.Apply(option, result))
            {
                var equals = option.IndexOf('=');
                result.Data.Add(equals < 0 ? new(option, null) : new(option[..equals], option[(equals + 1)..]));
            }
        }

        return result;
    }

    internal void Change(ulong attribute, bool set, bool recursive)
    {
        // The access time setting is a number of several bits: another value means clearing all of them first.
        var mask = attribute is MOUNT_ATTR_RELATIME or MOUNT_ATTR_NOATIME or MOUNT_ATTR_STRICTATIME ? MOUNT_ATTR__ATIME : attribute;
        var value = set ? attribute : 0;
        if (recursive)
        {
            RecursiveSet = (RecursiveSet & ~mask) | value;
            RecursiveClear |= mask;
        }
        else
        {
            Set = (Set & ~mask) | value;
            Clear |= mask;
        }
    }

    internal void Propagate(ulong propagation, bool recursive)
    {
        Propagation = propagation;
        RecursivePropagation = recursive;
    }

    internal void BindTo(bool recursive)
    {
        Bind = true;
        Recursive = recursive;
    }

    internal void MapIds(bool recursive)
    {
        IdMapped = true;
        RecursiveIdMapped = recursive;
    }

    internal void RequestCopyUp() => CopyUp = true;

    internal void SetFlag(string name, bool set)
    {
        Flags.Remove(name);
        if (set)
        {
            Flags.Add(name);
        }
    }

    /// <summary>Whether the mount itself is read-only.</summary>
    public bool ReadOnly => (Set & MOUNT_ATTR_RDONLY) != 0;
}
