using System.Collections.Concurrent;

namespace Engine.PowerShell.Tests.Fakes;

/// <summary>Calls that changed something, in order.</summary>
public sealed class CallLog
{
    private readonly ConcurrentQueue<string> _calls = new();

    public IReadOnlyList<string> All => [.. _calls];

    public void Add(string call) => _calls.Enqueue(call);

    public IReadOnlyList<string> Take()
    {
        var taken = All;
        _calls.Clear();
        return taken;
    }
}
