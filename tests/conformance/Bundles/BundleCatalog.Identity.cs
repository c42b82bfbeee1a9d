namespace Engine.Conformance.Tests.Bundles;

public static partial class BundleCatalog
{
    private static Bundle[] Identity =>
    [
        new("user and groups", """{ "process": { "user": { "uid": 1000, "gid": 1001, "additionalGids": [5, 27, 1000] } } }"""),
        new("umask", """{ "process": { "user": { "uid": 0, "gid": 0, "umask": 23 } } }"""),
        new("no capability", """{ "process": { "capabilities": { "bounding": [], "effective": [], "permitted": [] } } }"""),
        new("no capabilities named", """{ "process": { "capabilities": null } }"""),
        new("five sets", """
            { "process": { "user": { "uid": 1000, "gid": 1000 }, "capabilities": {
                "bounding": ["CAP_NET_RAW", "CAP_NET_BIND_SERVICE", "CAP_CHOWN"], "permitted": ["CAP_NET_RAW", "CAP_NET_BIND_SERVICE"],
                "effective": ["CAP_NET_BIND_SERVICE"], "inheritable": ["CAP_NET_RAW", "CAP_NET_BIND_SERVICE"], "ambient": ["CAP_NET_BIND_SERVICE"] } } }
            """),
        new("capabilities of an unprivileged user", """{ "process": { "user": { "uid": 1000, "gid": 1000 } } }"""),
        new("privileges may grow", """{ "process": { "noNewPrivileges": false } }"""),
        new("user namespace", """
            { "linux": { "uidMappings": [{ "containerID": 0, "hostID": 100000, "size": 65536 }], "gidMappings": [{ "containerID": 0, "hostID": 100000, "size": 65536 }],
                "namespaces": [{ "type": "pid" }, { "type": "network" }, { "type": "ipc" }, { "type": "uts" }, { "type": "mount" }, { "type": "user" }] } }
            """)
        {
            Scenario = """chown -R 100000:100000 "$BUNDLE/rootfs"; outcome rt run --bundle "$BUNDLE" "$ID" """,
        },
        new("user namespace, another user, two ranges", """
            { "process": { "user": { "uid": 1000, "gid": 1000, "additionalGids": [5] } },
              "linux": { "uidMappings": [{ "containerID": 0, "hostID": 200000, "size": 1000 }, { "containerID": 1000, "hostID": 300000, "size": 10 }],
                "gidMappings": [{ "containerID": 0, "hostID": 200000, "size": 1000 }, { "containerID": 1000, "hostID": 300000, "size": 10 }],
                "namespaces": [{ "type": "pid" }, { "type": "network" }, { "type": "ipc" }, { "type": "uts" }, { "type": "mount" }, { "type": "user" }] } }
            """)
        {
            Scenario = """chown -R 200000:200000 "$BUNDLE/rootfs"; outcome rt run --bundle "$BUNDLE" "$ID" """,
        },
    ];
}
