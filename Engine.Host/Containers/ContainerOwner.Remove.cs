namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    /// <summary>Removes the container; nothing of it is left.</summary>
    public async Task RemoveAsync(bool force, bool removeVolumes, CancellationToken cancellationToken)
    {
        if (force && (container.State.IsAlive || container.State.Status == ContainerStatus.Restarting))
        {
            await KillAndWaitAsync(cancellationToken);
        }

        await gate.WaitAsync(cancellationToken);
        Container last;
        try
        {
            last = container with { State = ContainerLifecycle.Remove(container) };
            Container before = container;
            container = last;
            try
            {
                // The row goes first: without it, what a crash leaves of the rest is found and removed at the next start.
                await services.Store.DeleteAsync(Id);
            }
            catch
            {
                container = before;
                throw;
            }

            monitor?.Dispose();
            monitor = null;

            await RemoveFilesAsync(removeVolumes);
            services.Index.Remove(this);
        }
        finally
        {
            gate.Release();
        }

        services.Execs.RemoveOf(Id);
        EndWaitingSessions();
        Publish("destroy");
        waiters.OnRemoved(new WaitResult(last.State.ExitCode, null));
    }

    private async Task RemoveFilesAsync(bool removeVolumes)
    {
        try
        {
            await services.Images.RemoveLayerAsync(Id, CancellationToken.None);
            Delete(Paths.RunDirectory);
            Delete(Paths.Directory);
            await ContainerService.ReleaseVolumesAsync(services.Volumes, Id, container.Mounts, removeVolumes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The container is gone for everybody; what could not be deleted is a leftover without a row, which the next start takes up again.
            ContainerLog.LeftoverStays(services.Logger, Id, e);
        }
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
