using System.Globalization;
using System.Text;
using Engine.Linux;

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

        const uint mode = 0x1A4;
        SmallFile.Publish(path, Encoding.ASCII.GetBytes(pid.ToString(CultureInfo.InvariantCulture)), mode);
    }
}
