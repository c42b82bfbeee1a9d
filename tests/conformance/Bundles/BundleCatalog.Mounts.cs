namespace Engine.Conformance.Tests.Bundles;

public static partial class BundleCatalog
{
    private static Bundle[] Mounts =>
    [
        new("baseline"),
        new("read-only root", """{ "root": { "readonly": true } }"""),
        new("tmpfs options")
        {
            MoreMounts = """[{ "destination": "/scratch", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "nodev", "noexec", "size=1m", "mode=700", "uid=7", "gid=8"] }]""",
            Probe = "section scratch; stat -c '%a %u:%g' /scratch",
        },
        new("tmpfs with copy-up")
        {
            MoreMounts = """[{ "destination": "/etc", "type": "tmpfs", "source": "tmpfs", "options": ["tmpcopyup", "mode=755"] }]""",
            Probe = "section etc; ls /etc; cat /etc/file",
        },
        new("bind of a directory, made on the way")
        {
            MoreMounts = """[{ "destination": "/made/on/the/way", "type": "bind", "source": "/proc/sys", "options": ["bind", "ro"] }]""",
            Probe = "section made; stat -c '%F %a %u:%g' /made /made/on",
        },
        new("bind of a file, read-only")
        {
            MoreMounts = """[{ "destination": "/etc/release", "type": "bind", "source": "/etc/hostname", "options": ["bind", "ro", "nosuid", "nodev", "noexec"] }]""",
            Probe = "section release; (: >> /etc/release) 2>&1; stat -c '%F' /etc/release",
        },
        new("recursive bind with propagation")
        {
            MoreMounts = """[{ "destination": "/host", "type": "none", "source": "/proc", "options": ["rbind", "rslave", "ro"] }]""",
        },
        new("mount through a symbolic link stays inside")
        {
            Scenario = """
                ln -s /../../../../outside "$BUNDLE/rootfs/link"
                outcome rt run --bundle "$BUNDLE" "$ID"
                [ -d "$BUNDLE/rootfs/outside/place" ] && echo '[inside]'
                """,
            MoreMounts = """[{ "destination": "/link/place", "type": "tmpfs", "source": "tmpfs", "options": ["size=64k"] }]""",
        },
        new("root propagation private", """{ "linux": { "rootfsPropagation": "private" } }"""),
        new("root propagation slave", """{ "linux": { "rootfsPropagation": "slave" } }"""),
        new("access times")
        {
            MoreMounts = """
                [{ "destination": "/a", "type": "tmpfs", "source": "a", "options": ["noatime", "sync"] },
                 { "destination": "/b", "type": "tmpfs", "source": "b", "options": ["strictatime", "dirsync"] },
                 { "destination": "/c", "type": "tmpfs", "source": "c", "options": ["relatime", "nodiratime", "ro"] }]
                """,
        },
        new("cgroup file system", """{ "linux": { "namespaces": [{ "type": "pid" }, { "type": "network" }, { "type": "ipc" }, { "type": "uts" }, { "type": "mount" }, { "type": "cgroup" }] } }""")
        {
            MoreMounts = """[{ "destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup", "options": ["nosuid", "noexec", "nodev", "relatime", "ro"] }]""",
            Probe = "section hierarchies; ls /sys/fs/cgroup",
        },
        new("minimal mounts", """{ "mounts": [{ "destination": "/proc", "type": "proc", "source": "proc" }] }"""),
    ];
}
