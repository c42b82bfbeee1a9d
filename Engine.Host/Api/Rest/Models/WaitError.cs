namespace Engine.Host.Api.Rest.Models;

/// <summary>Why the container a client waits for could not be started.</summary>
internal sealed record WaitError
{
    public required string Message { get; init; }
}
