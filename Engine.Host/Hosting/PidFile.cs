using System.Globalization;

namespace Engine.Host.Hosting;

/// <summary>A file with the daemon's process id, for init scripts.</summary>
internal sealed class PidFile : IDisposable
{
    private readonly string _path;

    private PidFile(string path) => _path = path;

    /// <exception cref="StartException">It names another process that runs, or cannot be written.</exception>
    public static PidFile Write(string path)
    {
        try
        {
            if (File.Exists(path)
                && int.TryParse(File.ReadAllText(path).AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && pid != Environment.ProcessId
                && Directory.Exists($"/proc/{pid}"))
            {
                throw new StartException($"process {pid} of the pid file {path} is still running; if it is no engine, remove the file");
            }

            File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
            return new PidFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the pid file {path} cannot be written: {e.Message}", e);
        }
    }

    public void Dispose() => File.Delete(_path);
}
