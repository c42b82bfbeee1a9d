using System.Formats.Tar;

namespace Engine.PowerShell.Pipeline;

/// <summary>Files of this machine to and from the archives that containers send and get.</summary>
internal static class LocalArchive
{
    /// <summary>Writes a file, or a directory with all that is below, under a name.</summary>
    public static async Task WriteAsync(Stream archive, string source, string name, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
        await AddAsync(tar, source, name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Unpacks what a container sent. It may be hostile: names that lead elsewhere are refused, nothing is written through a link of the archive's, and
    /// links are made when all else is there.
    /// </summary>
    /// <param name="archive">The archive.</param>
    /// <param name="directory">Where to.</param>
    /// <param name="rename">The first component's new name, or null.</param>
    /// <param name="cancellationToken">Ends it; what was unpacked stays.</param>
    public static async Task ExtractAsync(Stream archive, string directory, string? rename, CancellationToken cancellationToken)
    {
        List<(string Path, TarEntry Entry)> links = [];
        await using var tar = new TarReader(archive, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            var path = Path.Combine(directory, Relative(entry.Name, rename));
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    Directory.CreateDirectory(path);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    if (new FileInfo(path).LinkTarget is not null)
                    {
                        File.Delete(path);
                    }

                    await entry.ExtractToFileAsync(path, overwrite: true, cancellationToken).ConfigureAwait(false);
                    break;
                case TarEntryType.SymbolicLink or TarEntryType.HardLink:
                    links.Add((path, entry));
                    break;
            }
        }

        foreach (var (path, entry) in links)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Delete(path);
            if (entry.EntryType == TarEntryType.SymbolicLink)
            {
                File.CreateSymbolicLink(path, entry.LinkName);
            }
            else
            {
                File.Copy(Path.Combine(directory, Relative(entry.LinkName, rename)), path);
            }
        }
    }

    private static string Relative(string name, string? rename)
    {
        var components = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(component => component != ".").ToList();
        if (components.Contains(".."))
        {
            throw new InvalidDataException($"The archive has a name that leads out of it: {name}");
        }

        if (rename is not null && components.Count > 0)
        {
            components[0] = rename;
        }

        return string.Join('/', components);
    }

    private static async Task AddAsync(TarWriter tar, string source, string name, CancellationToken cancellationToken)
    {
        await tar.WriteEntryAsync(source, name, cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(source) && new DirectoryInfo(source).LinkTarget is null)
        {
            foreach (var child in Directory.EnumerateFileSystemEntries(source).Order(StringComparer.Ordinal))
            {
                await AddAsync(tar, child, $"{name}/{Path.GetFileName(child)}", cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
