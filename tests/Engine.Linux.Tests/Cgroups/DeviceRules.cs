using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>Device rules that both versions of control groups must enforce alike.</summary>
internal static class DeviceRules
{
    /// <summary>Opens /dev/null and /dev/zero both ways and says what worked. The shell's own stdio was opened before the rules.</summary>
    internal const string Probe = """
        if : 3</dev/null; then echo null-r; fi
        if : 3>/dev/null; then echo null-w; fi
        if : 3</dev/zero; then echo zero-r; fi
        if : 3>/dev/zero; then echo zero-w; fi
        if : 3</dev/full; then echo full-r; fi
        """;

    internal const string Expected = "null-r\nnull-w\nzero-r\n";

    internal static readonly DeviceRule[] NullAndReadOnlyZero =
    [
        new(false, DeviceType.All, null, null, DeviceAccess.All),
        new(true, DeviceType.Char, 1, 3, DeviceAccess.All),
        new(true, DeviceType.Char, 1, 5, DeviceAccess.Read),
    ];
}
