using System.Security.Cryptography;
using Engine.Host.Volumes.Plugins;

namespace Engine.Host.Volumes;

internal sealed partial class VolumeService
{
    /// <summary>Makes a volume. If there is one of that name it is the answer, as it is.</summary>
    public async Task<Volume> CreateAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        if (request.Name.Length == 0)
        {
            request = request with { Name = NewName(), Labels = Anonymous(request.Labels) };
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            return (await MakeAsync([request], cancellationToken))[0];
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Makes what is missing of the volumes that a new container gets, and keeps all of them from being removed.</summary>
    /// <param name="container">Its id.</param>
    /// <param name="requests">The volumes, every one with a name.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task HoldAsync(string container, IReadOnlyList<VolumeRequest> requests, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            foreach (Volume volume in await MakeAsync(requests, cancellationToken))
            {
                holds.Add(volume.Name, container);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A container no longer has volumes: it is gone, or was not made after all.</summary>
    public void Release(string container) => holds.Remove(container);

    /// <summary>A name that no volume has.</summary>
    public static string NewName() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>Labels with the one that tells that nobody named the volume.</summary>
    public static IReadOnlyDictionary<string, string> Anonymous(IReadOnlyDictionary<string, string>? labels) =>
        new Dictionary<string, string>(labels ?? new Dictionary<string, string>()) { [Volume.AnonymousLabel] = "" };

    // Under the gate. All are checked before any is made, and all become durable in one commit.
    private async Task<IReadOnlyList<Volume>> MakeAsync(IReadOnlyList<VolumeRequest> requests, CancellationToken cancellationToken)
    {
        var found = new List<Volume>();
        var made = new List<Volume>();
        foreach (VolumeRequest request in requests)
        {
            if (found.Concat(made).FirstOrDefault(volume => volume.Name == request.Name) is not null)
            {
                continue;
            }

            if (await FindAsync(request, cancellationToken) is { } existing)
            {
                found.Add(existing);
                continue;
            }

            made.Add(new Volume
            {
                Name = request.Name,
                Driver = request.Driver.Length == 0 ? Volume.LocalDriver : request.Driver,
                Created = time.GetUtcNow(),
                Labels = request.Labels,
                Options = request.Options is { Count: > 0 } ? request.Options : null,
            });
        }

        if (made.Count > 0)
        {
            await MakeAsync(made, cancellationToken);
        }

        return [.. found, .. made];
    }

    private async Task<Volume?> FindAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        VolumeName.Check(request.Name);
        bool local = request.Driver is "" or Volume.LocalDriver;
        if (!local && await plugins.FindAsync(request.Driver, cancellationToken) is null)
        {
            throw VolumeErrors.DriverNotFound("create", request.Name, request.Driver);
        }

        Volume? existing = TryGet(request.Name);
        if (existing is not null && request.Driver.Length > 0 && existing.Driver != request.Driver)
        {
            throw VolumeErrors.OtherDriver(existing);
        }

        if (existing is null && local)
        {
            LocalVolumeOptions.Check(request.Name, request.Options);
        }

        return existing;
    }

    private async Task MakeAsync(List<Volume> made, CancellationToken cancellationToken)
    {
        var done = new List<Volume>();
        try
        {
            foreach (Volume volume in made)
            {
                done.Add(volume);
                if (volume.Driver == Volume.LocalDriver)
                {
                    directory.Create(volume.Name);
                }
                else
                {
                    VolumePlugin plugin = await PluginOfAsync(volume, "create", cancellationToken);
                    await plugin.CreateAsync(volume.Name, volume.Options, cancellationToken);
                }
            }

            await store.AddAsync(made);
        }
        catch
        {
            foreach (Volume volume in done.Where(volume => volume.Driver == Volume.LocalDriver && directory.IsEmpty(volume.Name)))
            {
                directory.Remove(volume.Name);
            }

            throw;
        }

        lock (volumesGate)
        {
            made.ForEach(volume => volumes[volume.Name] = volume);
        }

        made.ForEach(volume => Publish("create", volume));
    }

    private async Task<VolumePlugin> PluginOfAsync(Volume volume, string action, CancellationToken cancellationToken) =>
        await plugins.FindAsync(volume.Driver, cancellationToken) ?? throw VolumeErrors.DriverNotFound(action, volume.Name, volume.Driver);
}
