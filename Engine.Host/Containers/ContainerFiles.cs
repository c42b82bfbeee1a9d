using System.Net;
using System.Text;
using Engine.Host.Networking.Dns.Files;
using Engine.Host.Storage;
using Engine.Linux;

namespace Engine.Host.Containers;

/// <summary>Writes the files of a container's directory that are mounted into it.</summary>
internal static class ContainerFiles
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the container's directory.</summary>
    public static void CreateDirectory(ContainerPaths paths) => CreatePrivate(paths.Directory);

    /// <summary>Makes the directory of the monitor's socket, anew.</summary>
    public static void CreateRunDirectory(ContainerPaths paths)
    {
        CreatePrivate(paths.RunDirectory);
        Directory.CreateDirectory(paths.Execs, Private);
        File.Delete(paths.Socket);
        File.Delete(paths.Health);
    }

    /// <summary>Writes hostname, hosts and resolv.conf. Their content is for any user of the container to read.</summary>
    public static void Write(ContainerConfiguration configuration, ContainerPaths paths, IReadOnlyList<IPAddress> hostGateway)
    {
        const uint everybodyReads = 0x1A4;
        SmallFile.Write(paths.Hostname, Encoding.UTF8.GetBytes(configuration.Hostname + "\n"), everybodyReads);
        ContainerNameFiles.Create(configuration, paths, hostGateway);
    }

    // The mode is only for the last directory of the path; the one that holds all of them is nobody else's business either (CVE-2021-41091).
    private static void CreatePrivate(string path)
    {
        string all = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(all))
        {
            Directory.CreateDirectory(all, Private);
            DirectoryTree.SpreadChildren(all);
        }

        Directory.CreateDirectory(path, Private);
    }
}
