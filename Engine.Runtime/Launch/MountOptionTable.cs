using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountFlag;

namespace Engine.Runtime.Launch;

/// <summary>The mount options that the runtime understands itself (runtime-spec config.md#linux-mount-options, and runc's).</summary>
internal static class MountOptionTable
{
    private static readonly Dictionary<string, Action<MountOptions>> Options = Build();

    public static IEnumerable<string> Names => Options.Keys;

    public static bool Apply(string option, MountOptions options)
    {
        if (!Options.TryGetValue(option, out var apply))
        {
            return false;
        }

        apply(options);
        return true;
    }

    private static Dictionary<string, Action<MountOptions>> Build()
    {
        var table = new Dictionary<string, Action<MountOptions>>(96)
        {
            ["defaults"] = _ => { },
            ["bind"] = o => o.BindTo(recursive: false),
            ["rbind"] = o => o.BindTo(recursive: true),
            ["remount"] = _ => { },
            ["tmpcopyup"] = o => o.RequestCopyUp(),
            ["idmap"] = o => o.MapIds(recursive: false),
            ["ridmap"] = o => o.MapIds(recursive: true),
        };
        Attribute(table, "ro", "rw", MOUNT_ATTR_RDONLY);
        Attribute(table, "nosuid", "suid", MOUNT_ATTR_NOSUID);
        Attribute(table, "nodev", "dev", MOUNT_ATTR_NODEV);
        Attribute(table, "noexec", "exec", MOUNT_ATTR_NOEXEC);
        Attribute(table, "nodiratime", "diratime", MOUNT_ATTR_NODIRATIME);
        Attribute(table, "nosymfollow", "symfollow", MOUNT_ATTR_NOSYMFOLLOW);
        Attribute(table, "noatime", "atime", MOUNT_ATTR_NOATIME);
        Attribute(table, "strictatime", "nostrictatime", MOUNT_ATTR_STRICTATIME);
        Attribute(table, "relatime", "norelatime", MOUNT_ATTR_RELATIME);
        Flag(table, "sync", "async", "sync");
        Flag(table, "dirsync", null, "dirsync");
        Flag(table, "lazytime", "nolazytime", "lazytime");
        Flag(table, "mand", "nomand", "mand");
        Flag(table, "silent", "loud", "silent");
        Flag(table, "iversion", "noiversion", "iversion");
        Flag(table, "acl", "noacl", "acl");
        Propagation(table, "private", MS_PRIVATE);
        Propagation(table, "shared", MS_SHARED);
        Propagation(table, "slave", MS_SLAVE);
        Propagation(table, "unbindable", MS_UNBINDABLE);
        return table;
    }

    private static void Attribute(Dictionary<string, Action<MountOptions>> table, string on, string off, ulong attribute)
    {
        table[on] = o => o.Change(attribute, set: true, recursive: false);
        table[off] = o => o.Change(attribute, set: false, recursive: false);
        table["r" + on] = o => o.Change(attribute, set: true, recursive: true);
        table["r" + off] = o => o.Change(attribute, set: false, recursive: true);
    }

    private static void Flag(Dictionary<string, Action<MountOptions>> table, string on, string? off, string name)
    {
        table[on] = o => o.SetFlag(name, set: true);
        if (off is not null)
        {
            table[off] = o => o.SetFlag(name, set: false);
        }
    }

    private static void Propagation(Dictionary<string, Action<MountOptions>> table, string name, ulong flag)
    {
        table[name] = o => o.Propagate(flag, recursive: false);
        table["r" + name] = o => o.Propagate(flag, recursive: true);
    }
}
