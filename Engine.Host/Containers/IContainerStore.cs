namespace Engine.Host.Containers;

/// <summary>Where containers are kept. A completed write survives a power cut.</summary>
internal interface IContainerStore
{
    /// <summary>All of them.</summary>
    IReadOnlyList<Container> Load();

    /// <summary>Stores a new one, and that it uses its image, in one commit.</summary>
    Task AddAsync(Container container);

    /// <summary>Stores one as it is now.</summary>
    Task SaveAsync(Container container);

    /// <summary>Forgets one, and that it used its image, in one commit.</summary>
    Task DeleteAsync(string id);
}
