using Engine.Host.Errors;

namespace Engine.Host.Containers.Health;

/// <summary>Refuses health checks whose times make no sense, in Docker's words.</summary>
internal static class HealthValidation
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public static void Check(HealthcheckConfiguration? check)
    {
        if (check is null)
        {
            return;
        }

        Require(check.Interval, "Interval");
        Require(check.Timeout, "Timeout");
        if (check.Retries < 0)
        {
            throw new InvalidArgumentException("Retries in Healthcheck cannot be negative");
        }

        Require(check.StartPeriod, "StartPeriod");
        Require(check.StartInterval, "StartInterval");
    }

    private static void Require(TimeSpan time, string name)
    {
        if (time != TimeSpan.Zero && time < Shortest)
        {
            throw new InvalidArgumentException($"{name} in Healthcheck cannot be less than 1ms");
        }
    }
}
