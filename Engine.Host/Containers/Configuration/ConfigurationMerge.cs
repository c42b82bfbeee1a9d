using Engine.Host.Containers.Specification;
using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Completes what a client asked for with what the image says.</summary>
internal static class ConfigurationMerge
{
    /// <exception cref="InvalidArgumentException">Neither says what to run.</exception>
    public static ContainerConfiguration Merge(ContainerConfiguration asked, ContainerImage image)
    {
        // An entrypoint of the client's own makes the image's arguments meaningless; one empty string means none at all.
        IReadOnlyList<string> entrypoint = asked.Entrypoint ?? image.Entrypoint;
        entrypoint = entrypoint is [""] ? [] : entrypoint;
        IReadOnlyList<string> command = asked.Command is { Count: > 0 } given ? given
            : asked.Entrypoint is null ? image.Command : asked.Command ?? [];
        if (entrypoint.Count == 0 && command.Count == 0)
        {
            throw ContainerErrors.NoCommand();
        }

        return asked with
        {
            Entrypoint = entrypoint,
            Command = command,
            Environment = EnvironmentList.Merge(image.Environment, asked.Environment),
            User = asked.User.Length > 0 ? asked.User : image.User,
            WorkingDirectory = asked.WorkingDirectory.Length > 0 ? asked.WorkingDirectory : image.WorkingDirectory,
            Labels = image.Labels.Count == 0 ? asked.Labels : Over(image.Labels, asked.Labels),
            Volumes = [.. asked.Volumes.Union(image.Volumes)],
            ExposedPorts = [.. asked.ExposedPorts.Union(image.ExposedPorts)],
            StopSignal = string.IsNullOrEmpty(asked.StopSignal) ? image.StopSignal : asked.StopSignal,
            Healthcheck = Merge(asked.Healthcheck, image.Healthcheck),
            Shell = asked.Shell is { Count: > 0 } ? asked.Shell : image.Shell,
        };
    }

    private static HealthcheckConfiguration? Merge(HealthcheckConfiguration? asked, HealthcheckConfiguration? image) =>
        asked is null || image is null ? asked ?? image : new HealthcheckConfiguration
        {
            Test = asked.Test.Count > 0 ? asked.Test : image.Test,
            Interval = asked.Interval != TimeSpan.Zero ? asked.Interval : image.Interval,
            Timeout = asked.Timeout != TimeSpan.Zero ? asked.Timeout : image.Timeout,
            StartPeriod = asked.StartPeriod != TimeSpan.Zero ? asked.StartPeriod : image.StartPeriod,
            StartInterval = asked.StartInterval != TimeSpan.Zero ? asked.StartInterval : image.StartInterval,
            Retries = asked.Retries != 0 ? asked.Retries : image.Retries,
        };

    private static Dictionary<string, string> Over(IReadOnlyDictionary<string, string> defaults, IReadOnlyDictionary<string, string> added)
    {
        var merged = new Dictionary<string, string>(defaults);
        foreach ((string key, string value) in added)
        {
            merged[key] = value;
        }

        return merged;
    }
}
