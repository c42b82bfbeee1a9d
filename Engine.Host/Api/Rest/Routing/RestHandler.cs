namespace Engine.Host.Api.Rest.Routing;

/// <summary>Answers one kind of request. A failure is an <see cref="Errors.EngineException"/>, mapped by <see cref="RestErrors"/>.</summary>
internal delegate Task RestHandler(RestRequest request);
