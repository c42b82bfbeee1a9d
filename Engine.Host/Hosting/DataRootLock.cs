namespace Engine.Host.Hosting;

/// <summary>Holds a data root for one daemon: an advisory lock (flock(2)) that the kernel drops with the process, however it ends.</summary>
internal sealed class DataRootLock : IDisposable
{
    private readonly FileStream _file;

    private DataRootLock(FileStream file) => _file = file;

    /// <exception cref="StartException">Another daemon has it.</exception>
    public static DataRootLock Take(string dataRoot)
    {
        var path = Path.Combine(dataRoot, "engine.lock");
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) on Unix.
            return new DataRootLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new StartException($"another engine uses the data root {dataRoot}: {path} is locked", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
