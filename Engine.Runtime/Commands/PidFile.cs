using System.Globalization;

namespace Engine.Runtime.Commands;

/// <summary>Writes <c>--pid-file</c>: whole or not at all, because its readers wait for it to appear.</summary>
internal static class PidFile
{
    public static void Write(string? path, int pid)
    {
        if (path is null)
        {
            return;
        }

        var temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{pid}");
        File.WriteAllText(temporary, pid.ToString(CultureInfo.InvariantCulture));
        File.Move(temporary, path, overwrite: true);
    }
}
