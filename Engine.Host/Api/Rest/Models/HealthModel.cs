namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>Health</c>.</summary>
internal sealed record HealthModel
{
    public required string Status { get; init; }

    public int FailingStreak { get; init; }

    public required IReadOnlyList<HealthResultModel> Log { get; init; }
}
