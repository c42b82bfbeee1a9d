using static Engine.Linux.Namespaces.CloneFlag;

namespace Engine.Runtime.Launch;

internal sealed partial class LaunchCompiler
{
    private void Validate()
    {
        if (!_namespaces.IsNew(CLONE_NEWNS))
        {
            throw LaunchException.Invalid("a container needs a new mount namespace");
        }

        if (_namespaces.NewUser && (_linux.UidMappings is not { Count: > 0 } || _linux.GidMappings is not { Count: > 0 }))
        {
            throw LaunchException.Invalid("a new user namespace needs uidMappings and gidMappings");
        }

        if (!_namespaces.Has(CLONE_NEWUSER) && (_linux.UidMappings is { Count: > 0 } || _linux.GidMappings is { Count: > 0 }))
        {
            throw LaunchException.Invalid("user namespace mappings specified, but USER namespace isn't enabled in the config");
        }

        if (!string.IsNullOrEmpty(_spec.Hostname) && !_namespaces.Has(CLONE_NEWUTS))
        {
            throw LaunchException.Invalid("unable to set hostname without a private UTS namespace");
        }

        if (!string.IsNullOrEmpty(_spec.Domainname) && !_namespaces.Has(CLONE_NEWUTS))
        {
            throw LaunchException.Invalid("unable to set domainname without a private UTS namespace");
        }

        if (_linux.TimeOffsets is { Count: > 0 } && !_namespaces.NewTime)
        {
            throw LaunchException.Invalid("time offsets need a new time namespace");
        }

        if (!string.IsNullOrEmpty(_linux.MountLabel))
        {
            SecurityLabel.RequireSeLinux(_options.SecurityModules);
        }

        if (_linux.NetDevices is { Count: > 0 } devices)
        {
            throw LaunchException.Invalid($"netDevices is specified in config ({string.Join(", ", devices.Keys)}), but moving network devices into a container is not supported");
        }

        if (_linux.IntelRdt is not null)
        {
            throw LaunchException.Invalid("intelRdt is specified in config, but Intel RDT is not supported");
        }

        foreach (var path in (_linux.MaskedPaths ?? []).Concat(_linux.ReadonlyPaths ?? []))
        {
            if (!path.StartsWith('/'))
            {
                throw LaunchException.Invalid($"path {path} is not absolute");
            }
        }
    }
}
