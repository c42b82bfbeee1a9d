namespace Engine.Linux.Cgroups;

/// <summary>A group in one of its hierarchies.</summary>
internal sealed class CgroupMember(CgroupLayout layout, CgroupHierarchy hierarchy, string relativePath) : IDisposable
{
    private CgroupDirectory? _directory;
    private bool _looked;
    private bool _made;

    internal CgroupHierarchy Hierarchy => hierarchy;

    /// <summary>The group's directory, opened at first use; null when the group does not exist in this hierarchy.</summary>
    internal CgroupDirectory? Directory
    {
        get
        {
            if (!_looked)
            {
                using CgroupDirectory root = layout.OpenRoot(hierarchy);
                _directory = root.OpenDirectory(relativePath);
                _looked = true;
            }

            return _directory;
        }
    }

    /// <summary>Makes the directory with those above it.</summary>
    /// <param name="root">The hierarchy's root.</param>
    /// <param name="parentMade">Called for each group above that had to be made, from the top.</param>
    internal CgroupDirectory Make(CgroupDirectory root, Action<CgroupDirectory>? parentMade)
    {
        Errno errno = root.TryMakeDirectory(relativePath);
        if (errno == Errno.ENOENT)
        {
            MakeParents(root, parentMade);
            errno = root.TryMakeDirectory(relativePath);
        }

        if (errno is not (Errno.OK or Errno.EEXIST))
        {
            throw new LinuxException("mkdirat", errno, $"{hierarchy.MountPoint}/{relativePath}");
        }

        _made = errno == Errno.OK;
        _directory = root.OpenDirectory(relativePath)
            ?? throw new LinuxException("openat", Errno.ENOENT, $"{hierarchy.MountPoint}/{relativePath}");
        _looked = true;
        return _directory;
    }

    /// <summary>Removes the group and everything below it, deepest first.</summary>
    internal Errno Remove()
    {
        if (_looked && _directory is null)
        {
            return Errno.OK;
        }

        using CgroupDirectory root = layout.OpenRoot(hierarchy);
        Errno errno = root.TryRemoveDirectory(relativePath);
        if (errno is Errno.EBUSY or Errno.ENOTEMPTY)
        {
            errno = RemoveTree(root, relativePath);
        }

        if (errno is Errno.OK or Errno.ENOENT)
        {
            _directory?.Dispose();
            _directory = null;
            _looked = true;
        }

        return errno;
    }

    internal void RemoveIfMade()
    {
        if (_made)
        {
            Remove();
        }
    }

    public void Dispose()
    {
        _directory?.Dispose();
        _directory = null;
        _looked = true;
    }

    private static Errno RemoveTree(CgroupDirectory parent, string path)
    {
        using (CgroupDirectory? directory = parent.OpenDirectory(path))
        {
            if (directory is null)
            {
                return Errno.OK;
            }

            foreach (string child in directory.Children())
            {
                Errno errno = RemoveTree(directory, child);
                if (errno is not (Errno.OK or Errno.ENOENT))
                {
                    return errno;
                }
            }
        }

        return parent.TryRemoveDirectory(path);
    }

    private void MakeParents(CgroupDirectory root, Action<CgroupDirectory>? parentMade)
    {
        for (int slash = relativePath.IndexOf('/'); slash >= 0; slash = relativePath.IndexOf('/', slash + 1))
        {
            string parent = relativePath[..slash];
            Errno errno = root.TryMakeDirectory(parent);
            if (errno == Errno.OK && parentMade is not null)
            {
                using CgroupDirectory? directory = root.OpenDirectory(parent);
                if (directory is not null)
                {
                    parentMade(directory);
                }
            }
            else if (errno is not (Errno.OK or Errno.EEXIST))
            {
                throw new LinuxException("mkdirat", errno, $"{hierarchy.MountPoint}/{parent}");
            }
        }
    }
}
