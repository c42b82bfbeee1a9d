using Engine.Linux.Capabilities;
using Engine.Oci;
using Engine.Oci.Specs;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Commands;

/// <summary><c>features</c>: what this runtime supports (features.md).</summary>
internal static class FeaturesCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        var features = new Features
        {
            OciVersionMin = "1.0.0",
            OciVersionMax = "1.2.0",
            Hooks = ["prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop"],
            MountOptions = [.. MountOptions.Known.Order(StringComparer.Ordinal)],
            Linux = new LinuxFeatures
            {
                Namespaces = ["cgroup", "ipc", "mount", "network", "pid", "time", "user", "uts"],
                Capabilities = [.. Enumerable.Range(0, CapabilityName.Count).Select(c => CapabilityName.Format((Capability)c))],
                Cgroup = new CgroupFeatures { V1 = true, V2 = true, Systemd = false, SystemdUser = false, Rdma = true },
                Seccomp = new SeccompFeatures
                {
                    Enabled = true,
                    Actions =
                    [
                        "SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO", "SCMP_ACT_KILL", "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_KILL_THREAD", "SCMP_ACT_LOG",
                        "SCMP_ACT_NOTIFY", "SCMP_ACT_TRACE", "SCMP_ACT_TRAP",
                    ],
                    Operators = ["SCMP_CMP_EQ", "SCMP_CMP_GE", "SCMP_CMP_GT", "SCMP_CMP_LE", "SCMP_CMP_LT", "SCMP_CMP_MASKED_EQ", "SCMP_CMP_NE"],
                    Archs = ["SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM", "SCMP_ARCH_X32", "SCMP_ARCH_X86", "SCMP_ARCH_X86_64"],
                    KnownFlags = ["SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW", "SECCOMP_FILTER_FLAG_TSYNC", "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"],
                    SupportedFlags = ["SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW", "SECCOMP_FILTER_FLAG_TSYNC"],
                },
                Apparmor = new EnabledFeature { Enabled = true },
                Selinux = new EnabledFeature { Enabled = true },
                IntelRdt = new EnabledFeature { Enabled = false },
                MountExtensions = new MountExtensions { Idmap = new EnabledFeature { Enabled = true } },
                NetDevices = new EnabledFeature { Enabled = false },
            },
        };
        StandardStream.WriteLine(OciJson.Features.Write(features));
        return 0;
    }
}
