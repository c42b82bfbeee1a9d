namespace Engine.Conformance.Tests.Bundles;

public static partial class BundleCatalog
{
    private static Bundle[] Refusals =>
    [
        new("no such program", """{ "process": { "args": ["/no/such/program"] } }"""),
        new("not executable", """{ "process": { "args": ["/etc/passwd"] } }"""),
        new("a directory is no program", """{ "process": { "args": ["/etc"] } }"""),
        new("no such directory", """{ "root": { "path": "no-such-rootfs" } }"""),
        new("no arguments", """{ "process": { "args": [] } }"""),
        new("no process", """{ "process": null }""") { Scenario = """outcome rt create --bundle "$BUNDLE" "$ID" """ },
        new("relative working directory", """{ "process": { "cwd": "work" } }"""),
        new("unknown namespace", """{ "linux": { "namespaces": [{ "type": "mount" }, { "type": "marble" }] } }"""),
        new("namespace twice", """{ "linux": { "namespaces": [{ "type": "mount" }, { "type": "pid" }, { "type": "pid" }] } }"""),
        new("namespace path that is none", """{ "linux": { "namespaces": [{ "type": "mount" }, { "type": "network", "path": "/etc/passwd" }] } }"""),
        new("sysctl of the host", """{ "linux": { "sysctl": { "kernel.printk_ratelimit_burst": "10" } } }"""),
        new("sysctl of a shared namespace", """{ "linux": { "sysctl": { "net.ipv4.ip_forward": "1" }, "namespaces": [{ "type": "mount" }, { "type": "pid" }] } }"""),
        new("hostname without namespace", """{ "linux": { "namespaces": [{ "type": "mount" }, { "type": "pid" }] } }"""),
        new("mount that cannot be") { MoreMounts = """[{ "destination": "/x", "type": "nosuchfs", "source": "none" }]""" },
        new("bind of nothing") { MoreMounts = """[{ "destination": "/x", "type": "bind", "source": "/no/such/source", "options": ["bind"] }]""" },
        new("unknown rlimit", """{ "process": { "rlimits": [{ "type": "RLIMIT_MARBLES", "soft": 1, "hard": 1 }] } }"""),
        new("unknown seccomp action", """{ "linux": { "seccomp": { "defaultAction": "SCMP_ACT_MARBLE" } } }"""),
        new("bad json") { Scenario = """echo '{ "ociVersion": ' > "$BUNDLE/config.json"; outcome rt run --bundle "$BUNDLE" "$ID" """ },
        new("bad id") { Scenario = """outcome rt run --bundle "$BUNDLE" ../escape; outcome rt run --bundle "$BUNDLE" ''; outcome rt state ../escape; outcome rt state nobody""" },
        new("failing hook")
        {
            Scenario = """
                sed -i 's|^{|{ "hooks": { "createRuntime": [{ "path": "/bin/false" }] },|' "$BUNDLE/config.json"
                outcome rt run --bundle "$BUNDLE" "$ID"; outcome rt state "$ID"
                """,
        },
    ];
}
