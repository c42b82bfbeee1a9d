using Engine.Host.Containers;
using Engine.Host.Errors;

namespace Engine.Host.Networking;

internal sealed partial class NetworkService
{
    public async Task RemoveAsync(string reference, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            NetworkState state = Find(reference);
            if (state.Network.IsPredefined)
            {
                throw NetworkErrors.CannotRemovePredefined(state.Network.Name);
            }

            if (state.Network.ConfigOnly && index.All().Any(other => other.Network.ConfigFrom == state.Network.Name))
            {
                throw new ForbiddenException($"configuration network \"{state.Network.Name}\" is in use");
            }

            await RemoveAsync(state);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<IReadOnlyList<string>> PruneAsync(NetworkFilter filter, CancellationToken cancellationToken)
    {
        filter.Validate(prune: true);
        await gate.WaitAsync(cancellationToken);
        try
        {
            var removed = new List<string>();
            HashSet<string> used = [.. Containers().SelectMany(container => container.Networks).Select(attachment => attachment.NetworkId)];
            DateTimeOffset now = time.GetUtcNow();
            foreach (NetworkState state in index.All())
            {
                bool wanted = !state.Network.IsPredefined && !state.Network.ConfigOnly && !used.Contains(state.Network.Id)
                    && state.Members.IsEmpty && filter.Matches(state.Network, used: false, now);
                if (!wanted)
                {
                    continue;
                }

                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    await RemoveAsync(state);
                    removed.Add(state.Network.Name);
                }
                catch (ForbiddenException)
                {
                    // A container was started on it.
                }
            }

            return removed;
        }
        finally
        {
            gate.Release();
        }
    }

    // Out of the index first: who starts on it now does not find it, who is on it is seen here.
    private async Task RemoveAsync(NetworkState state)
    {
        index.Remove(state.Network.Id);
        try
        {
            if (!state.Members.IsEmpty)
            {
                Dictionary<string, Container> containers = Containers().ToDictionary(container => container.Id);
                throw NetworkErrors.HasEndpoints(
                    state.Network.Name,
                    state.Members.Values.Select(member => (containers.GetValueOrDefault(member.ContainerId)?.Name ?? member.ContainerId, member.Attachment.Endpoint!.Id)));
            }

            await store.DeleteAsync(state.Network.Id);
        }
        catch
        {
            index.Set(state);
            throw;
        }

        Unmake(state);
        Publish(state.Network, "destroy");
    }
}
