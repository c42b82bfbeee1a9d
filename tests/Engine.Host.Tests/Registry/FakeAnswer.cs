namespace Engine.Host.Tests.Registry;

/// <summary>What the registry answers, with what is wrong about it.</summary>
internal sealed record FakeAnswer(int Status, byte[]? Body = null)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The length it claims; by default the true one.</summary>
    public long? DeclaredLength { get; init; }

    /// <summary>Resets the connection after so many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Says nothing more after so many bytes of the body.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Repeats the body for ever, without a length.</summary>
    public bool IsEndless { get; init; }

    public static FakeAnswer Error(int status, string code, string message = "no") =>
        new(status, System.Text.Encoding.UTF8.GetBytes($$"""{"errors":[{"code":"{{code}}","message":"{{message}}"}]}""")) { Headers = { ["Content-Type"] = "application/json" } };
}
