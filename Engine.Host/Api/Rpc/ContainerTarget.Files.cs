using System.IO.Pipelines;
using Engine.Host.Containers.Files;
using Engine.Linux.Syscalls;
using Engine.Protocol;

namespace Engine.Host.Api.Rpc;

internal sealed partial class ContainerTarget
{
    public async Task<ContainerPathInfo> GetContainerPathAsync(string container, string path, CancellationToken cancellationToken)
    {
        using var archive = await containers.OpenArchiveAsync(container, path);
        var status = archive.Status.Status;
        return new ContainerPathInfo
        {
            Name = archive.Status.Name,
            Size = status.Size,
            Mode = status.Mode,
            Modified = DateTimeOffset.UnixEpoch.AddSeconds(status.Modified.Seconds).AddTicks(status.Modified.Nanoseconds / 100),
            IsDirectory = status.Type == FileStatus.S_IFDIR,
            LinkTarget = archive.Status.LinkTarget.Length == 0 ? null : archive.Status.LinkTarget,
        };
    }

    public Task CopyFromContainerAsync(string container, string path, IDuplexPipe archive, CancellationToken cancellationToken) =>
        SendAsync(
            archive,
            async stream =>
            {
                using var found = await containers.OpenArchiveAsync(container, path);
                await found.WriteAsync(stream, cancellationToken);
            });

    public async Task CopyToContainerAsync(string container, string path, bool ownedByUser, IDuplexPipe archive, CancellationToken cancellationToken)
    {
        try
        {
            await containers.ExtractAsync(container, path, archive.Input, new ExtractOptions { OwnedByUser = ownedByUser }, cancellationToken);
        }
        finally
        {
            await archive.Input.CompleteAsync();
            await archive.Output.CompleteAsync();
        }
    }

    public Task ExportContainerAsync(string container, IDuplexPipe archive, CancellationToken cancellationToken) =>
        SendAsync(archive, stream => containers.ExportAsync(container, stream, cancellationToken));

    public Task<IReadOnlyList<ContainerPathChange>> CompareContainerAsync(string container, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ContainerPathChange>>(
            [.. containers.GetChanges(container).Select(change => new ContainerPathChange { Path = change.Path, Kind = (ContainerChangeKind)change.Kind })]);

    private static async Task SendAsync(IDuplexPipe pipe, Func<Stream, Task> write)
    {
        Exception? failure = null;
        try
        {
            await using var stream = pipe.Output.AsStream(leaveOpen: true);
            await write(stream);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            await pipe.Output.CompleteAsync(failure);
            await pipe.Input.CompleteAsync();
        }
    }
}
