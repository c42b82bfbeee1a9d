using System.Globalization;
using Engine.Host.Errors;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>Which devices a container may use: the rules of its device cgroup, and the nodes it gets beside the usual ones.</summary>
internal static class DeviceRules
{
    private static readonly LinuxDeviceCgroup DenyAll = new() { Allow = false, Access = "rwm" };

    // zero, null, urandom, random, tty, console.
    private static readonly IReadOnlyList<LinuxDeviceCgroup> Usual =
        [DenyAll, .. new[] { (1, 5), (1, 3), (1, 9), (1, 8), (5, 0), (5, 1) }.Select(n => Allow("c", n.Item1, n.Item2, "rwm"))];

    /// <summary>The device nodes of a container beside those every one has.</summary>
    public static IReadOnlyList<LinuxDevice> Nodes(ContainerConfiguration configuration, IHostDevices host)
    {
        if (configuration.Privileged)
        {
            return host.All();
        }

        return [.. configuration.Devices.SelectMany(mapping => Find(mapping, host))];
    }

    /// <summary>The rules.</summary>
    public static IReadOnlyList<LinuxDeviceCgroup> Build(ContainerConfiguration configuration, IHostDevices host)
    {
        if (configuration.Privileged)
        {
            return [new LinuxDeviceCgroup { Allow = true, Access = "rwm" }];
        }

        var rules = new List<LinuxDeviceCgroup>(Usual);
        foreach (DeviceMapping mapping in configuration.Devices)
        {
            string access = mapping.CgroupPermissions.Length == 0 ? "rwm" : mapping.CgroupPermissions;
            rules.AddRange(Find(mapping, host).Select(device => Allow(device.Type!, device.Major, device.Minor, access)));
        }

        rules.AddRange(configuration.DeviceCgroupRules.Select(Parse));
        return rules;
    }

    /// <summary>Parses <c>c 10:200 rwm</c>; numbers may be <c>*</c>, and the type <c>a</c> means both.</summary>
    public static LinuxDeviceCgroup Parse(string rule)
    {
        string[] words = rule.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] numbers = words.Length == 3 ? words[1].Split(':') : [];
        if (numbers.Length != 2
            || words[0] is not ("a" or "b" or "c")
            || !TryNumber(numbers[0], out long? major)
            || !TryNumber(numbers[1], out long? minor)
            || words[2].Length > 3
            || words[2].AsSpan().ContainsAnyExcept("rwm"))
        {
            throw new InvalidArgumentException($"invalid device cgroup rule format: '{rule}'");
        }

        return new LinuxDeviceCgroup { Allow = true, Type = words[0], Major = major, Minor = minor, Access = words[2] };
    }

    private static bool TryNumber(string text, out long? number)
    {
        number = null;
        if (text == "*")
        {
            return true;
        }

        bool valid = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint value);
        number = value;
        return valid;
    }

    private static IReadOnlyList<LinuxDevice> Find(DeviceMapping mapping, IHostDevices host)
    {
        string inContainer = mapping.PathInContainer.Length == 0 ? mapping.PathOnHost : mapping.PathInContainer;
        return host.Find(mapping.PathOnHost, inContainer)
            ?? throw new InvalidArgumentException(
                $"error gathering device information while adding custom device \"{mapping.PathOnHost}\": no such file or directory");
    }

    private static LinuxDeviceCgroup Allow(string type, long major, long minor, string access) =>
        new() { Allow = true, Type = type, Major = major, Minor = minor, Access = access };
}
