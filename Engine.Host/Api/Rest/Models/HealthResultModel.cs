namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>HealthcheckResult</c>.</summary>
internal sealed record HealthResultModel
{
    public required string Start { get; init; }

    public required string End { get; init; }

    public int ExitCode { get; init; }

    public required string Output { get; init; }
}
