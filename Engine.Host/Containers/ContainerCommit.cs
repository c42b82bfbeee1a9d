using Engine.Host.Images;
using Engine.Host.Images.Documents;

namespace Engine.Host.Containers;

/// <summary>Makes images of containers.</summary>
internal sealed class ContainerCommit(IContainerService containers, ImageStore images)
{
    /// <summary>What a container has changed and runs, as an image.</summary>
    /// <param name="name">The container.</param>
    /// <param name="pause">Freeze it meanwhile, so that the image is of one moment.</param>
    /// <param name="overrides">What the image says instead of what the container was made with; null members say nothing.</param>
    /// <param name="request">Reference, author, comment and changes; the rest is the container's.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>The image's ID.</returns>
    public async Task<string> CommitAsync(string name, bool pause, ImageDefaults? overrides, CommitDescription request, CancellationToken cancellationToken)
    {
        var container = containers.Get(name);
        var paused = pause && container.State.Status is ContainerStatus.Running;
        if (paused)
        {
            await containers.PauseAsync(container.Id, cancellationToken);
        }

        try
        {
            return await images.CommitAsync(
                new()
                {
                    ContainerId = container.Id,
                    ParentId = container.ImageId,
                    Defaults = Merge(DefaultsOf(container.Configuration), overrides),
                    CreatedBy = string.Join(' ', container.Configuration.Command ?? []),
                    Reference = request.Reference,
                    Author = request.Author,
                    Comment = request.Comment,
                    Changes = request.Changes,
                },
                cancellationToken);
        }
        finally
        {
            if (paused)
            {
                await containers.UnpauseAsync(container.Id, CancellationToken.None);
            }
        }
    }

    private static ImageDefaults DefaultsOf(ContainerConfiguration configuration) => new()
    {
        User = Filled(configuration.User),
        ExposedPorts = Set(configuration.ExposedPorts),
        Env = configuration.Environment.Count == 0 ? null : configuration.Environment,
        Entrypoint = configuration.Entrypoint is { Count: 0 } ? null : configuration.Entrypoint,
        Cmd = configuration.Command is { Count: 0 } ? null : configuration.Command,
        Healthcheck = configuration.Healthcheck is { Test.Count: > 0 } check ? Convert(check) : null,
        Volumes = Set(configuration.Volumes),
        WorkingDir = Filled(configuration.WorkingDirectory),
        Labels = configuration.Labels.Count == 0 ? null : configuration.Labels,
        StopSignal = Filled(configuration.StopSignal),
        StopTimeout = configuration.StopTimeout,
        Shell = configuration.Shell,
    };

    private static ImageDefaults Merge(ImageDefaults defaults, ImageDefaults? overrides) => overrides is null ? defaults : defaults with
    {
        User = Filled(overrides.User) ?? defaults.User,
        ExposedPorts = Join(overrides.ExposedPorts, defaults.ExposedPorts),
        Env = overrides.Env is { Count: > 0 } env ? [.. env, .. (defaults.Env ?? []).Where(e => !env.Any(o => o.Split('=')[0] == e.Split('=')[0]))] : defaults.Env,
        Entrypoint = overrides.Entrypoint is { Count: > 0 } ? overrides.Entrypoint : defaults.Entrypoint,
        Cmd = overrides.Cmd is { Count: > 0 } ? overrides.Cmd : defaults.Cmd,
        Healthcheck = overrides.Healthcheck ?? defaults.Healthcheck,
        Volumes = Join(overrides.Volumes, defaults.Volumes),
        WorkingDir = Filled(overrides.WorkingDir) ?? defaults.WorkingDir,
        Labels = Join(overrides.Labels, defaults.Labels),
        StopSignal = Filled(overrides.StopSignal) ?? defaults.StopSignal,
        StopTimeout = overrides.StopTimeout ?? defaults.StopTimeout,
        Shell = overrides.Shell is { Count: > 0 } ? overrides.Shell : defaults.Shell,
        OnBuild = overrides.OnBuild is { Count: > 0 } ? overrides.OnBuild : defaults.OnBuild,
    };

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Dictionary<string, EmptyObject>? Set(IReadOnlyList<string> names) =>
        names.Count == 0 ? null : names.ToDictionary(name => name, _ => new EmptyObject());

    private static IReadOnlyDictionary<string, T>? Join<T>(IReadOnlyDictionary<string, T>? first, IReadOnlyDictionary<string, T>? second) =>
        first is not { Count: > 0 } ? second : first.Concat(second ?? new Dictionary<string, T>()).DistinctBy(pair => pair.Key).ToDictionary();

    private static ImageHealthcheck Convert(HealthcheckConfiguration check) => new()
    {
        Test = check.Test,
        Interval = Nanoseconds(check.Interval),
        Timeout = Nanoseconds(check.Timeout),
        StartPeriod = Nanoseconds(check.StartPeriod),
        StartInterval = Nanoseconds(check.StartInterval),
        Retries = check.Retries == 0 ? null : check.Retries,
    };

    private static long? Nanoseconds(TimeSpan time) => time == TimeSpan.Zero ? null : time.Ticks * TimeSpan.NanosecondsPerTick;
}
