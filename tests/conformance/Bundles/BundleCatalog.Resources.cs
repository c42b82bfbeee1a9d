namespace Engine.Conformance.Tests.Bundles;

public static partial class BundleCatalog
{
    private const string ReadControls = """
        outcome rt create --bundle "$BUNDLE" "$ID" </dev/null >"$BUNDLE/output" 2>>"$BUNDLE/errors"
        control memory.limit_in_bytes memory.max; control memory.soft_limit_in_bytes memory.low; control memory.memsw.limit_in_bytes memory.swap.max
        control memory.swappiness -; control cpu.shares cpu.weight; control cpu.cfs_quota_us cpu.max; control cpu.cfs_period_us -
        control cpuset.cpus cpuset.cpus; control cpuset.mems cpuset.mems; control pids.max pids.max; control devices.list -
        outcome rt delete --force "$ID"
        """;

    private static Bundle[] Resources =>
    [
        new("no limits") { Scenario = ReadControls },
        new("memory", """{ "linux": { "resources": { "memory": { "limit": 67108864, "reservation": 33554432 } } } }""") { Scenario = ReadControls },
        new("cpu", """{ "linux": { "resources": { "cpu": { "shares": 512, "quota": 50000, "period": 100000 } } } }""") { Scenario = ReadControls },
        new("cpuset", """{ "linux": { "resources": { "cpu": { "cpus": "0", "mems": "0" } } } }"""),
        new("pids", """{ "linux": { "resources": { "pids": { "limit": 16 } } } }""") { Scenario = ReadControls },
        new("device list", """
            { "linux": { "resources": { "devices": [{ "allow": false, "access": "rwm" }, { "allow": true, "type": "c", "major": 10, "minor": 200, "access": "rwm" }, { "allow": true, "type": "b", "access": "r" }] } } }
            """)
        {
            Scenario = ReadControls,
        },
        new("out of processes", """{ "linux": { "resources": { "pids": { "limit": 8 } } } }""")
        {
            OwnProbeOnly = true,
            Probe = "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 60 & done 2>/dev/null; echo never reached",
        },
        new("out of memory", """{ "linux": { "resources": { "memory": { "limit": 16777216 } } } }""")
        {
            OwnProbeOnly = true,
            Probe = """exec dd if=/dev/zero of=/dev/null bs=64M count=1""",
        },
        new("update", """{ "process": { "args": ["/bin/sleep", "600"] } }""")
        {
            Scenario = """
                outcome rt create --bundle "$BUNDLE" "$ID" </dev/null >"$BUNDLE/output" 2>&1
                outcome rt start "$ID"
                outcome rt update --memory 50331648 --pids-limit 40 --cpu-share 256 --cpu-quota 20000 --cpu-period 50000 "$ID"
                control memory.limit_in_bytes memory.max; control pids.max pids.max; control cpu.shares cpu.weight; control cpu.cfs_quota_us cpu.max
                echo '{ "memory": { "limit": 83886080 }, "pids": { "limit": 50 } }' | outcome rt update --resources - "$ID"
                control memory.limit_in_bytes memory.max; control pids.max pids.max; control cpu.shares cpu.weight
                outcome rt delete --force "$ID"
                """,
        },
    ];
}
