using System.Globalization;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Reads sizes of terminals from queries and bodies.</summary>
internal static class TerminalSizeReader
{
    public static TerminalSize Read(QueryValues query) => new(Cells(query, "h", "height"), Cells(query, "w", "width"));

    /// <summary>Docker's pair of height and width; null when it is missing or zero.</summary>
    public static TerminalSize? Read(IReadOnlyList<int>? heightAndWidth) => heightAndWidth switch
    {
        null or [0, 0] or [] => null,
        [>= 0 and <= ushort.MaxValue and var height, >= 0 and <= ushort.MaxValue and var width] => new TerminalSize((ushort)height, (ushort)width),
        _ => throw new InvalidArgumentException("ConsoleSize must be height and width"),
    };

    private static ushort Cells(QueryValues query, string key, string name)
    {
        var text = query.Text(key) ?? "";
        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cells)
            ? cells
            : throw new InvalidArgumentException($"invalid resize {name} \"{text}\": invalid syntax");
    }
}
