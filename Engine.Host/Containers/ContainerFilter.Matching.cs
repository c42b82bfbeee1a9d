using System.Globalization;

namespace Engine.Host.Containers;

internal sealed partial record ContainerFilter
{
    /// <summary>Whether a container fits. Names of other containers in the filter are resolved once.</summary>
    /// <param name="find">Finds a container, or throws.</param>
    internal Func<Container, bool> Matcher(Func<string, Container> find)
    {
        DateTimeOffset? before = Values("before") is [var older, ..] ? find(older).Created : null;
        DateTimeOffset? since = Values("since") is [var newer, ..] ? find(newer).Created : null;
        bool all = All || HasLimit || Values("status").Count > 0 || Values("exited").Count > 0;
        return container =>
            (all || container.State.IsAlive || container.State.Status == ContainerStatus.Restarting)
            && (before is null || container.Created < before)
            && (since is null || container.Created > since)
            && Terms.All(term => term.Value.Count == 0 || Fits(container, term.Key, term.Value));
    }

    private bool HasLimit => Limit > 0;

    private static bool Fits(Container container, string key, IReadOnlyList<string> values) => key switch
    {
        "id" => values.Any(value => container.Id.StartsWith(value, StringComparison.Ordinal)),
        "name" => values.Any(value => FitsName(container.Name, value)),
        "label" => values.All(value => HasLabel(container, value)),
        "label!" => !values.Any(value => HasLabel(container, value)),
        "status" => values.Contains(container.State.Status.ToString().ToLowerInvariant()),
        "exited" => container.State.Status == ContainerStatus.Exited
            && values.Contains(container.State.ExitCode.ToString(CultureInfo.InvariantCulture)),
        "ancestor" => values.Any(value => IsAncestor(container, value)),
        "volume" => values.Any(value => container.Mounts.Any(mount => mount.Name == value || mount.Source == value || mount.Destination == value)),
        "network" => container.Networks.Any(attachment => values.Any(value =>
            value == attachment.NetworkName || (value.Length > 0 && attachment.NetworkId.StartsWith(value, StringComparison.Ordinal)))),
        "publish" => values.Any(value => container.Configuration.PortBindings.Keys.Any(port => SamePort(port, value))),
        "expose" => values.Any(value => container.Configuration.ExposedPorts.Any(port => SamePort(port, value))),
        "health" => values.Contains(container.State.Health?.Status.ToString().ToLowerInvariant() ?? "none"),
        "is-task" => values.Contains("false") || values.Contains("0"),
        "until" => values.All(value => FitsUntil(container, value)),
        _ => true,
    };

    // Docker takes the value as a pattern; nearly everybody means a part of the name, or ^name$.
    private static bool FitsName(string name, string value)
    {
        bool start = value.StartsWith('^');
        bool end = value.EndsWith('$');
        string text = value[(start ? 1 : 0)..(value.Length - (end && value.Length > (start ? 1 : 0) ? 1 : 0))];
        text = text.StartsWith('/') ? text[1..] : text;
        return (start, end) switch
        {
            (true, true) => name == text,
            (true, false) => name.StartsWith(text, StringComparison.Ordinal),
            (false, true) => name.EndsWith(text, StringComparison.Ordinal),
            _ => name.Contains(text, StringComparison.Ordinal),
        };
    }

    private static bool HasLabel(Container container, string term)
    {
        int equals = term.IndexOf('=');
        return equals < 0
            ? container.Configuration.Labels.ContainsKey(term)
            : container.Configuration.Labels.TryGetValue(term[..equals], out string? value) && value == term[(equals + 1)..];
    }

    private static bool IsAncestor(Container container, string value)
    {
        string image = container.Configuration.Image;
        return image == value
            || image == value + ":latest"
            || image + ":latest" == value
            || container.ImageId == value
            || (value.Length >= 4 && container.ImageId.StartsWith("sha256:" + value, StringComparison.Ordinal))
            || (!value.Contains(':') && image.StartsWith(value + ":", StringComparison.Ordinal));
    }

    private static bool SamePort(string port, string value) => port == value || port == value + "/tcp";

    // A moment as a Unix time or RFC 3339, or how long ago: 10m, 1h30m.
    private static bool FitsUntil(Container container, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            ? container.Created <= DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : GoDuration.TryParse(value, out TimeSpan ago)
                ? container.Created <= DateTimeOffset.UtcNow - ago
                : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
                    ? container.Created <= moment
                    : throw new Errors.InvalidArgumentException($"invalid filter 'until={value}'");
}
