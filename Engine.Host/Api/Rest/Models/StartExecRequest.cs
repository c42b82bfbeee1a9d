namespace Engine.Host.Api.Rest.Models;

/// <summary>The body of <c>POST /exec/{id}/start</c>.</summary>
internal sealed record StartExecRequest
{
    public bool Detach { get; init; }

    public bool Tty { get; init; }

    public IReadOnlyList<int>? ConsoleSize { get; init; }
}
