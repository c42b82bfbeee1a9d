namespace Engine.Security.Tests.Engines;

/// <summary>How a container or an exec ended.</summary>
/// <param name="ExitCode">Its exit status; -1 when it never ran.</param>
/// <param name="Output">What it wrote, both streams.</param>
/// <param name="Refusal">HTTP status and message when the engine refused it; empty otherwise.</param>
internal sealed record Outcome(int ExitCode, string Output, string Refusal = "")
{
    public bool Ran => Refusal.Length == 0;

    /// <summary>The output, of something that ran and succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(Ran && ExitCode == 0, $"{ExitCode} {Refusal}: {Output}");
        return Output.TrimEnd();
    }

    /// <summary>The refusal, of something that must be one by the client's fault.</summary>
    public string Refused()
    {
        Assert.True(Refusal.StartsWith('4'), $"was not refused as the client's mistake: {this}");
        return Refusal;
    }
}
