namespace Engine.Conformance.Tests.Bundles;

public static partial class BundleCatalog
{
    private static Bundle[] Isolation =>
    [
        new("host's network", """{ "linux": { "namespaces": [{ "type": "pid" }, { "type": "ipc" }, { "type": "uts" }, { "type": "mount" }] } }"""),
        new("host's processes", """{ "linux": { "namespaces": [{ "type": "network" }, { "type": "ipc" }, { "type": "uts" }, { "type": "mount" }] } }""")
        {
            // The common probe would show other process ids in every run.
            OwnProbeOnly = true,
            Probe = "[ $$ -gt 1 ] && echo '[not the first]'; grep -E '^(Cap|NoNew)' /proc/$$/status; ls /dev",
        },
        new("cgroup namespace", """{ "linux": { "namespaces": [{ "type": "pid" }, { "type": "network" }, { "type": "ipc" }, { "type": "uts" }, { "type": "mount" }, { "type": "cgroup" }] } }"""),
        new("names", """{ "hostname": "other-name", "linux": { "sysctl": { "kernel.domainname": "example.test" } } }"""),
        new("sysctl", """{ "linux": { "sysctl": { "net.ipv4.ip_unprivileged_port_start": "80", "net.ipv4.ip_forward": "1", "kernel.shm_rmid_forced": "1", "kernel.msgmax": "65536" } } }""")
        {
            Probe = "section sysctl; cat /proc/sys/net/ipv4/ip_unprivileged_port_start /proc/sys/net/ipv4/ip_forward /proc/sys/kernel/shm_rmid_forced /proc/sys/kernel/msgmax",
        },
        new("nothing masked", """{ "linux": { "maskedPaths": [], "readonlyPaths": [] } }""")
        {
            OwnProbeOnly = true,
            Probe = "grep -c ' /proc/' /proc/self/mountinfo; for p in /proc/sys/kernel/hostname /proc/sysrq-trigger; do (: >> $p) 2>/dev/null && echo $p writable; done",
        },
        new("devices", """
            { "linux": { "devices": [
                { "path": "/dev/fuse", "type": "c", "major": 10, "minor": 229, "fileMode": 438, "uid": 0, "gid": 0 },
                { "path": "/dev/sub/loop", "type": "b", "major": 7, "minor": 0, "fileMode": 416, "uid": 3, "gid": 6 },
                { "path": "/dev/fifo", "type": "p", "fileMode": 384 }],
              "resources": { "devices": [{ "allow": false, "access": "rwm" }, { "allow": true, "type": "c", "major": 10, "minor": 229, "access": "rw" }] } } }
            """)
        {
            Probe = "section sub; stat -c '%n %F %a %u:%g %t:%T' /dev/sub /dev/sub/*",
        },
        new("device rules", """
            { "process": { "capabilities": { "bounding": ["CAP_MKNOD"], "effective": ["CAP_MKNOD"], "permitted": ["CAP_MKNOD"] } },
              "linux": { "resources": { "devices": [{ "allow": false, "access": "rwm" },
                { "allow": true, "type": "c", "major": 1, "minor": 3, "access": "rwm" }, { "allow": true, "type": "c", "major": 1, "minor": 5, "access": "r" },
                { "allow": true, "type": "c", "major": 10, "access": "m" }] } } }
            """)
        {
            OwnProbeOnly = true,
            Probe = """
                try() { "$@" >/dev/null 2>&1 && echo "$* allowed" || echo "$* denied"; }
                try mknod /tmp/null c 1 3; try mknod /tmp/mem c 1 1; try mknod /tmp/misc c 10 200; try mknod /tmp/tty c 4 0; try mknod /tmp/disk b 8 0
                try dd if=/dev/null of=/tmp/x count=1; try dd if=/dev/zero of=/tmp/x count=1; try dd if=/tmp/x of=/dev/zero; try dd if=/dev/urandom of=/tmp/x count=1
                try dd if=/dev/kmsg of=/tmp/x count=1
                """,
        },
        new("seccomp", """
            { "linux": { "seccomp": { "defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
                { "names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO", "errnoRet": 27 },
                { "names": ["sethostname"], "action": "SCMP_ACT_ERRNO" },
                { "names": ["kill"], "action": "SCMP_ACT_ERRNO", "errnoRet": 11, "args": [{ "index": 1, "value": 10, "op": "SCMP_CMP_EQ" }] },
                { "names": ["no_such_call_anywhere"], "action": "SCMP_ACT_ERRNO" }] } } }
            """)
        {
            Probe = "section denied; mkdir /tmp/d 2>&1; hostname x 2>&1; kill -USR1 $$ 2>&1; kill -0 $$ && echo signal 0 passes",
        },
        new("seccomp that kills", """
            { "linux": { "seccomp": { "defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
                { "names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_KILL_PROCESS" }] } } }
            """)
        {
            OwnProbeOnly = true,
            Probe = "grep ^Seccomp: /proc/$$/status; mkdir /tmp/d; echo survived with $?; exec mkdir /tmp/e",
        },
        new("seccomp with new privileges", """
            { "process": { "noNewPrivileges": false }, "linux": { "seccomp": { "defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"],
                "syscalls": [{ "names": ["personality"], "action": "SCMP_ACT_ERRNO" }] } } }
            """),
        new("personality", """{ "linux": { "personality": { "domain": "LINUX32" } } }"""),
    ];
}
