using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>Reads <c>SOURCE:TARGET[:OPTIONS]</c> or <c>TARGET</c> (an anonymous volume).</summary>
internal static class VolumeText
{
    /// <param name="text">The text.</param>
    /// <param name="resolve">Makes a path of the session's location absolute.</param>
    public static MountSpec Parse(string text, Func<string, string> resolve)
    {
        var parts = text.Split(':');
        if (parts is [var only] && only.StartsWith('/'))
        {
            return new MountSpec { Kind = MountKind.Volume, Source = "", Target = only };
        }

        if (parts.Length is not (2 or 3) || parts[0].Length == 0 || !parts[1].StartsWith('/'))
        {
            throw new FormatException($"'{text}' is no volume; SOURCE:TARGET[:OPTIONS] with an absolute TARGET is.");
        }

        var (source, target) = (parts[0], parts[1]);
        var options = parts.Length == 3 ? parts[2].Split(',') : [];
        var isPath = source[0] is '/' or '.' or '~';
        return new MountSpec
        {
            Kind = isPath ? MountKind.Bind : MountKind.Volume,
            Source = isPath ? resolve(source) : source,
            Target = target,
            ReadOnly = options.Contains("ro"),
            Propagation = options.FirstOrDefault(option => option is "shared" or "slave" or "private" or "rshared" or "rslave" or "rprivate"),
        };
    }
}
