using System.Text.RegularExpressions;
using Engine.Host.Containers.Health;
using Engine.Host.Containers.Specification;
using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Refuses what no container can be, before anything is made; collects warnings for what will not be done.</summary>
internal static partial class ConfigurationValidator
{
    private const long MinimumMemory = 6 * 1024 * 1024;
    private const long NanosecondsPerCpu = 1_000_000_000;

    private static readonly HashSet<string> Limits = new(StringComparer.OrdinalIgnoreCase)
    {
        "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack",
    };

    /// <summary>Checks a name that a client chose.</summary>
    public static void CheckName(string name)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw ContainerErrors.InvalidName(name);
        }
    }

    /// <summary>Checks everything that needs no look at other containers. Returns warnings.</summary>
    public static IReadOnlyList<string> Check(ContainerConfiguration configuration)
    {
        var warnings = new List<string>();
        CheckProcess(configuration);
        CheckResources(configuration.Resources, warnings);
        CheckModes(configuration, warnings);
        CheckHostPart(configuration, warnings);
        return warnings;
    }

    /// <summary>Checks a restart policy.</summary>
    public static void CheckRestartPolicy(RestartPolicy policy, bool autoRemove)
    {
        if (policy.Name is not ("" or "no" or "always" or "unless-stopped" or "on-failure"))
        {
            throw new InvalidArgumentException(
                $"invalid restart policy: unknown policy '{policy.Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'");
        }

        if (policy.MaximumRetryCount < 0)
        {
            throw new InvalidArgumentException("invalid restart policy: maximum retry count cannot be negative");
        }

        if (policy.MaximumRetryCount > 0 && policy.Name != "on-failure")
        {
            throw new InvalidArgumentException("invalid restart policy: maximum retry count can only be used with 'on-failure'");
        }

        if (autoRemove && policy.Name is not ("" or "no"))
        {
            throw new InvalidArgumentException("can't create 'AutoRemove' container with restart policy");
        }
    }

    /// <summary>Checks limits, of a creation or an update.</summary>
    public static void CheckResources(ContainerResources resources, List<string> warnings)
    {
        if (resources.Memory is > 0 and < MinimumMemory)
        {
            throw new InvalidArgumentException("Minimum memory limit allowed is 6MB");
        }

        if (resources.MemorySwap > 0 && resources.Memory == 0)
        {
            throw new InvalidArgumentException("You should always set the Memory limit when using Memoryswap limit, see usage");
        }

        if (resources.MemorySwap > 0 && resources.MemorySwap < resources.Memory)
        {
            throw new InvalidArgumentException("Minimum memoryswap limit should be larger than memory limit, see usage");
        }

        if (resources.MemorySwappiness is > 100 or < -1)
        {
            throw new InvalidArgumentException($"Invalid value: {resources.MemorySwappiness}, valid memory swappiness range is 0-100");
        }

        if (resources.MemoryReservation > 0 && resources.Memory > 0 && resources.Memory < resources.MemoryReservation)
        {
            throw new InvalidArgumentException("Minimum memory limit can not be less than memory reservation limit, see usage");
        }

        if (resources.OomKillDisable && resources.Memory == 0)
        {
            warnings.Add("OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.");
        }

        if (resources.KernelMemory != 0)
        {
            warnings.Add("Limits of kernel memory are not supported. Limitation discarded.");
        }

        CheckCpu(resources);
        if (resources.BlkioWeight is not 0 and (< 10 or > 1000))
        {
            throw new InvalidArgumentException("Range of blkio weight is from 10 to 1000");
        }
    }

    private static void CheckCpu(ContainerResources resources)
    {
        int online = Environment.ProcessorCount;
        if (resources.NanoCpus > 0 && (resources.CpuPeriod > 0 || resources.CpuQuota > 0))
        {
            throw new InvalidArgumentException("Conflicting options: Nano CPUs and CPU Period cannot both be set");
        }

        if (resources.NanoCpus < 0 || resources.NanoCpus > online * NanosecondsPerCpu)
        {
            throw new InvalidArgumentException(
                $"range of CPUs is from 0.01 to {online}.00, as there are only {online} CPUs available");
        }

        if (resources.CpuPeriod is not 0 and (< 1000 or > 1_000_000))
        {
            throw new InvalidArgumentException("CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
        }

        if (resources.CpuQuota is > 0 and < 1000)
        {
            throw new InvalidArgumentException("CPU cfs quota can not be less than 1ms (i.e. 1000)");
        }

        CpuList.Check(resources.CpusetCpus, "CPUs", "/sys/devices/system/cpu/online");
        CpuList.Check(resources.CpusetMems, "memory nodes", "/sys/devices/system/node/online");
    }

    private static void CheckProcess(ContainerConfiguration configuration)
    {
        if (configuration.WorkingDirectory.Length > 0 && configuration.WorkingDirectory[0] != '/')
        {
            throw new InvalidArgumentException(
                $"the working directory '{configuration.WorkingDirectory}' is invalid, it needs to be an absolute path");
        }

        if (!string.IsNullOrEmpty(configuration.StopSignal))
        {
            _ = Signals.Parse(configuration.StopSignal);
        }

        HealthValidation.Check(configuration.Healthcheck);
        foreach (string entry in configuration.Environment)
        {
            if (entry.Length == 0 || entry[0] == '=' || entry.Contains('\0'))
            {
                throw new InvalidArgumentException($"invalid environment variable: {entry}");
            }
        }

        // These become lines of files in the container; a line end in them would add a line of the client's choice (CVE-2022-4318).
        CheckNoControl(configuration.Hostname, "hostname");
        CheckNoControl(configuration.Domainname, "domainname");
        CheckNoControl(configuration.User, "user");
        foreach (string line in configuration.ExtraHosts.Concat(configuration.Dns).Concat(configuration.DnsSearch).Concat(configuration.DnsOptions))
        {
            CheckNoControl(line, "host entry");
        }

        if (configuration.Dns.FirstOrDefault(server => !System.Net.IPAddress.TryParse(server, out _)) is { } wrong)
        {
            throw new InvalidArgumentException($"invalid IP address in dns: {wrong}");
        }

        if (configuration.Hostname.Length > 63)
        {
            throw new InvalidArgumentException($"invalid hostname format: {configuration.Hostname}");
        }

        foreach (Ulimit limit in configuration.Ulimits)
        {
            if (!Limits.Contains(limit.Name))
            {
                throw new InvalidArgumentException($"invalid ulimit type: {limit.Name}");
            }

            if (limit.Hard >= 0 && (limit.Soft < 0 || limit.Soft > limit.Hard))
            {
                throw new InvalidArgumentException(
                    $"ulimit soft limit must be less than or equal to hard limit: soft {limit.Soft} > hard {limit.Hard}");
            }
        }
    }

    private static void CheckModes(ContainerConfiguration configuration, List<string> warnings)
    {
        CheckMode("PID mode", configuration.PidMode, "", "host");
        CheckMode("IPC mode", configuration.IpcMode, "", "private", "host", "shareable", "none");
        CheckMode("UTS mode", configuration.UtsMode, "", "host");
        CheckMode("cgroup namespace mode", configuration.CgroupnsMode, "", "private", "host");
        CheckMode("userns mode", configuration.UsernsMode, "", "host");
        if (configuration.UsesHostNetwork && (configuration.PortBindings.Count > 0 || configuration.PublishAllPorts))
        {
            warnings.Add("Published ports are discarded when using host network mode");
        }

        if (configuration.UsesHostNetwork && configuration.Sysctls.Keys.FirstOrDefault(key => key.StartsWith("net.", StringComparison.Ordinal)) is { } key)
        {
            throw new InvalidArgumentException($"sysctl \"{key}\" not allowed in host network namespace");
        }
    }

    private static void CheckHostPart(ContainerConfiguration configuration, List<string> warnings)
    {
        CheckRestartPolicy(configuration.RestartPolicy, configuration.AutoRemove);
        SecurityOptions security = SecurityOptions.Parse(configuration.SecurityOptions);
        if (security.AppArmor is not (null or "unconfined") && !SecurityOptions.KernelHasAppArmor)
        {
            warnings.Add("Your kernel does not have AppArmor; the profile is not used");
        }

        _ = CapabilitySelection.Select(configuration.CapAdd, configuration.CapDrop, privileged: false, DefaultCapabilities.All);
        foreach (string rule in configuration.DeviceCgroupRules)
        {
            _ = DeviceRules.Parse(rule);
        }

        if (configuration.StorageOptions.Count > 0)
        {
            throw new InvalidArgumentException(configuration.StorageOptions.Keys.FirstOrDefault(key => key != "size") is { } unknown
                ? $"Unknown option {unknown}"
                : "--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
        }

        if (configuration.OomScoreAdj is < -1000 or > 1000)
        {
            throw new InvalidArgumentException($"Invalid value {configuration.OomScoreAdj}, range for oom score adj is [-1000, 1000]");
        }

        if (configuration.ShmSize < 0)
        {
            throw new InvalidArgumentException("SHM size can not be less than 0");
        }

        // A parent outside of the hierarchy would let a client write limits of cgroups that are not its own.
        if (configuration.CgroupParent.Split('/').Contains(".."))
        {
            throw new InvalidArgumentException($"invalid cgroup parent: {configuration.CgroupParent}");
        }

        SysctlList.Check(configuration.Sysctls);
    }

    private static bool IsContainer(string mode) => mode.StartsWith("container:", StringComparison.Ordinal) && mode.Length > "container:".Length;

    private static void CheckMode(string what, string mode, params ReadOnlySpan<string> known)
    {
        if (!known.Contains(mode) && !(IsContainer(mode) && what is "PID mode" or "IPC mode"))
        {
            throw new InvalidArgumentException($"invalid {what}: {mode}");
        }
    }

    private static void CheckNoControl(string value, string what)
    {
        if (value.Any(char.IsControl))
        {
            throw new InvalidArgumentException($"invalid {what}: control characters are not allowed");
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]+$")]
    private static partial Regex NamePattern();
}
