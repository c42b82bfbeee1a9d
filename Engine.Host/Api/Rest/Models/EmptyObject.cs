namespace Engine.Host.Api.Rest.Models;

/// <summary>The empty object that Go's sets have as values.</summary>
internal sealed record EmptyObject
{
    public static EmptyObject Instance { get; } = new();
}
