namespace Engine.EndToEnd.Tests;

/// <summary>One engine for all tests: each has containers of its own names, and the engine serves them side by side.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<PrivateEngine>
{
    public const string Name = "engine";
}
