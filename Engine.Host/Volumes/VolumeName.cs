using System.Text.RegularExpressions;

namespace Engine.Host.Volumes;

/// <summary>Which names a volume can have: those of a directory, so that none leads out of the one they are in.</summary>
internal static partial class VolumeName
{
    /// <summary>Refuses any other.</summary>
    /// <exception cref="Errors.InvalidArgumentException">It is none.</exception>
    public static void Check(string name)
    {
        if (name.Length == 1)
        {
            throw VolumeErrors.CannotCreate(name, "volume name is too short, names should be at least two alphanumeric characters");
        }

        if (!Pattern().IsMatch(name) || name.Length > 255)
        {
            throw VolumeErrors.CannotCreate(
                name,
                $"\"{name}\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. "
                + "If you intended to pass a host directory, use absolute path");
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.-]+\z")]
    private static partial Regex Pattern();
}
