namespace Engine.Conformance.Tests.Bundles;

public static partial class BundleCatalog
{
    private static Bundle[] Processes =>
    [
        new("environment, arguments and directory", """
            { "process": { "cwd": "/work/deep", "args": ["/bin/sh", "/probe", "an argument", ""], "env": ["PATH=/bin", "B=2", "A=with space", "EMPTY=", "B=again"] } }
            """),
        new("home of the user", """{ "process": { "user": { "uid": 1000, "gid": 1000 }, "env": ["PATH=/bin"] } }"""),
        new("program found by PATH", """{ "process": { "args": ["echo", "found"], "env": ["PATH=/nowhere:/applets:/bin"] } }""")
        {
            Scenario = """mkdir "$BUNDLE/rootfs/applets"; ln -s /bin/busybox "$BUNDLE/rootfs/applets/echo"; outcome rt run --bundle "$BUNDLE" "$ID" """,
        },
        new("rlimits", """
            { "process": { "rlimits": [{ "type": "RLIMIT_NOFILE", "soft": 512, "hard": 1024 }, { "type": "RLIMIT_CORE", "soft": 0, "hard": 0 }, { "type": "RLIMIT_NPROC", "soft": 100, "hard": 200 },
                { "type": "RLIMIT_STACK", "soft": 4194304, "hard": 8388608 }, { "type": "RLIMIT_MEMLOCK", "soft": 4096, "hard": 4096 }] } }
            """),
        new("out-of-memory score", """{ "process": { "oomScoreAdj": 500 } }"""),
        new("exit status") { OwnProbeOnly = true, Probe = "exit 42" },
        new("killed by itself")
        {
            OwnProbeOnly = true,
            Probe = "sh -c 'kill -9 $$'; echo a child died with $?; exit 3",
        },
        new("standard streams")
        {
            OwnProbeOnly = true,
            Probe = "read line; echo got $line; echo to stderr >&2; exit 0",
            Scenario = """echo a line | outcome rt run --bundle "$BUNDLE" "$ID"; cat "$BUNDLE/errors" """,
        },
        new("descriptors are not handed on")
        {
            Scenario = """exec 7</etc/passwd; outcome rt run --bundle "$BUNDLE" "$ID" """,
        },
        new("descriptors handed on when asked")
        {
            OwnProbeOnly = true,
            Probe = "read line <&3 && echo $line; for fd in 3 4 5; do [ -e /proc/$$/fd/$fd ] && echo has $fd; done",
            Scenario = """echo handed > "$BUNDLE/handed"; exec 3<"$BUNDLE/handed"; outcome rt run --preserve-fds 1 --bundle "$BUNDLE" "$ID" """,
        },
    ];
}
