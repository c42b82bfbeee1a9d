using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>Reads <c>SOURCE[:TARGET[:PERMISSIONS]]</c>.</summary>
internal static class DeviceText
{
    public static DeviceSpec Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 3 || parts.Take(2).Any(path => !path.StartsWith('/')))
        {
            throw new FormatException($"'{text}' is no device; SOURCE[:TARGET[:PERMISSIONS]] is.");
        }

        return new DeviceSpec { Source = parts[0], Target = parts.ElementAtOrDefault(1) ?? parts[0], Permissions = parts.ElementAtOrDefault(2) ?? "rwm" };
    }
}
