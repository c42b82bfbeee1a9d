namespace Engine.Host.Volumes;

/// <summary>Where volumes are kept. A completed write survives a power cut.</summary>
internal interface IVolumeStore
{
    /// <summary>All of them.</summary>
    IReadOnlyList<Volume> Load();

    /// <summary>Stores some, in one commit.</summary>
    Task AddAsync(IReadOnlyList<Volume> volumes);

    /// <summary>Forgets one.</summary>
    Task DeleteAsync(string name);
}
