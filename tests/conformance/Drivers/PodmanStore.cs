using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;

namespace Engine.Conformance.Tests.Drivers;

/// <summary>podman with a store of its own, driving engine-runtime, with one BusyBox image in it.</summary>
public sealed class PodmanStore : IAsyncLifetime
{
    // The state's path is part of socket names, whose length is limited: no deep directory.
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-podman-").FullName;
    private string? _impediment;

    /// <summary>Skips the test, saying why, where podman cannot be used.</summary>
    public void SkipWhenImpeded() => Assert.SkipWhen(_impediment is not null, _impediment ?? "");

    public async ValueTask InitializeAsync()
    {
        _impediment = !Environment.IsPrivilegedProcess ? "needs root"
            : RuntimeUnderTest.Engine is null ? "engine-runtime is not published (build.sh publish)"
            : !File.Exists("/usr/bin/podman") ? "podman is not installed"
            : BundleDirectory.BusyBox.Length == 0 ? "busybox is not installed (busybox-static)"
            : null;
        if (_impediment is null)
        {
            // podman asks for the highest limits there are, and raising them takes a right that a virtual machine's root may lack.
            await File.WriteAllTextAsync($"{_directory}/containers.conf", "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=1024:1024\"]\n");
            await ShellCommand.RunAsync($"""
                mkdir -p {_directory}/rootfs/bin {_directory}/rootfs/etc && cp {BundleDirectory.BusyBox} {_directory}/rootfs/bin/busybox && cd {_directory}/rootfs/bin &&
                for a in sh echo cat id stat grep mount wc hostname sleep touch; do ln -s busybox $a; done &&
                tar -C {_directory}/rootfs -cf {_directory}/rootfs.tar . &&
                {Podman} import {_directory}/rootfs.tar localhost/conformance:latest >/dev/null
                """);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_impediment is null)
        {
            await ShellCommand.RunAsync($"{Podman} rm --all --force >/dev/null; umount {_directory}/root/overlay 2>/dev/null; umount {_directory}/root 2>/dev/null; true");
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Runs a podman command written as for a shell.</summary>
    public Task<(int Status, string Output)> RunAsync(string command) => ShellCommand.RunAsync($"{Podman} {command}");

    /// <summary>Runs one that finds a range of users for its containers: in a mount namespace of its own, so that the machine's file stays as it is.</summary>
    public async Task<(int Status, string Output)> RunWithUserRangeAsync(string command)
    {
        await File.WriteAllTextAsync($"{_directory}/ranges", "containers:300000:65536\n");
        await File.WriteAllTextAsync(
            $"{_directory}/with-ranges", $"mount --bind {_directory}/ranges /etc/subuid && mount --bind {_directory}/ranges /etc/subgid && {Podman} {command}");
        return await ShellCommand.RunAsync($"unshare --mount sh {_directory}/with-ranges");
    }

    /// <summary>Runs one that must succeed.</summary>
    public async Task<string> SucceedAsync(string command)
    {
        (int status, string output) = await RunAsync(command);
        Assert.True(status == 0, $"podman {command}: {status} {output}");
        return output;
    }

    // vfs: the tests' directory may itself be on an overlay. cgroupfs: works with and without systemd.
    private string Podman =>
        $"CONTAINERS_CONF={_directory}/containers.conf podman --root {_directory}/root --runroot {_directory}/run --tmpdir {_directory}/tmp --storage-driver vfs --cgroup-manager cgroupfs --events-backend none --runtime {RuntimeUnderTest.Engine!.Path}";
}
