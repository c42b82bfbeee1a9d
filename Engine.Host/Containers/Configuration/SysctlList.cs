using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Kernel parameters that belong to a container's own namespaces. Others are the machine's and are refused (CVE-2022-0811).</summary>
internal static class SysctlList
{
    private static readonly HashSet<string> Ipc =
    [
        "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
    ];

    public static void Check(IReadOnlyDictionary<string, string> sysctls)
    {
        foreach ((string key, string value) in sysctls)
        {
            string name = key.Replace('/', '.');
            bool known = Ipc.Contains(name)
                || name is "kernel.domainname"
                || name.StartsWith("fs.mqueue.", StringComparison.Ordinal)
                || name.StartsWith("net.", StringComparison.Ordinal);
            if (!known || name.Split('.').Any(part => part.Length == 0) || value.Any(char.IsControl))
            {
                throw new InvalidArgumentException($"sysctl \"{key}\" is not in a separate kernel namespace, or its value is invalid");
            }
        }
    }
}
