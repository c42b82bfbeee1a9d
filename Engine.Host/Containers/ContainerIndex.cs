using System.Buffers;
using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Finds containers by id, unambiguous prefix of the id, or name; keeps names unique.</summary>
internal sealed class ContainerIndex
{
    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdef");

    private readonly Lock gate = new();
    private readonly Dictionary<string, ContainerOwner> byId = [];
    private readonly Dictionary<string, string> idByName = [];

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyList<ContainerOwner> All()
    {
        lock (gate)
        {
            return [.. byId.Values];
        }
    }

    /// <summary>The one with the full id, or null.</summary>
    public ContainerOwner? TryFind(string id)
    {
        lock (gate)
        {
            return byId.GetValueOrDefault(id);
        }
    }

    /// <summary>The one meant.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="InvalidArgumentException">The prefix fits several.</exception>
    public ContainerOwner Find(string reference)
    {
        string name = reference.StartsWith('/') ? reference[1..] : reference;
        lock (gate)
        {
            if (byId.TryGetValue(name, out ContainerOwner? owner)
                || (idByName.TryGetValue(name, out string? id) && byId.TryGetValue(id, out owner)))
            {
                return owner;
            }

            return FindByPrefix(name) ?? throw ContainerErrors.NotFound(reference);
        }
    }

    /// <summary>Takes a name for a container that is being made or renamed.</summary>
    /// <exception cref="ConflictException">Another container has it.</exception>
    public void Reserve(string name, string id)
    {
        lock (gate)
        {
            if (!idByName.TryAdd(name, id))
            {
                throw ContainerErrors.NameInUse(name, idByName[name]);
            }
        }
    }

    /// <summary>Gives a name back.</summary>
    public void Release(string name)
    {
        lock (gate)
        {
            idByName.Remove(name);
        }
    }

    /// <summary>Whether a name is free.</summary>
    public bool IsFree(string name)
    {
        lock (gate)
        {
            return !idByName.ContainsKey(name);
        }
    }

    /// <summary>Adds a container whose name is reserved.</summary>
    public void Add(ContainerOwner owner)
    {
        lock (gate)
        {
            byId.Add(owner.Id, owner);
        }
    }

    /// <summary>Removes a container and frees its name.</summary>
    public void Remove(ContainerOwner owner)
    {
        lock (gate)
        {
            byId.Remove(owner.Id);
            idByName.Remove(owner.Container.Name);
        }
    }

    private ContainerOwner? FindByPrefix(string prefix)
    {
        ContainerOwner? found = null;
        if (prefix.Length is > 0 and < 64 && !prefix.AsSpan().ContainsAnyExcept(HexadecimalDigits))
        {
            foreach (ContainerOwner candidate in byId.Values)
            {
                if (candidate.Id.StartsWith(prefix, StringComparison.Ordinal))
                {
                    found = found is null ? candidate : throw ContainerErrors.AmbiguousPrefix(prefix);
                }
            }
        }

        return found;
    }
}
