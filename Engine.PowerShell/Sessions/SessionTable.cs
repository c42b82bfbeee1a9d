namespace Engine.PowerShell;

/// <summary>The sessions of this process. Not of a runspace: <c>ForEach-Object -Parallel</c> must see the same engine.</summary>
internal static class SessionTable
{
    private const string DefaultAddress = "unix:///run/engine/rpc.sock";
    private static readonly object s_lock = new();
    private static readonly List<EngineSession> s_sessions = [];
    private static EngineSession? s_default;

    /// <summary>The default session if there is one.</summary>
    public static EngineSession? Existing
    {
        get
        {
            lock (s_lock)
            {
                return s_default;
            }
        }
    }

    /// <summary>The default session; without one it is made for <c>ENGINE_HOST</c> or the standard socket.</summary>
    public static EngineSession Default
    {
        get
        {
            lock (s_lock)
            {
                return s_default ?? AddLocked(Environment.GetEnvironmentVariable("ENGINE_HOST") is { Length: > 0 } host ? host : DefaultAddress);
            }
        }
    }

    /// <summary>Every session.</summary>
    public static IReadOnlyList<EngineSession> All
    {
        get
        {
            lock (s_lock)
            {
                return [.. s_sessions];
            }
        }
    }

    /// <summary>Makes a session the default one.</summary>
    public static EngineSession Add(string? address)
    {
        lock (s_lock)
        {
            return address is null ? Default : AddLocked(address);
        }
    }

    /// <summary>Forgets a session and closes its connection.</summary>
    public static void Remove(EngineSession session)
    {
        lock (s_lock)
        {
            s_sessions.Remove(session);
            if (ReferenceEquals(s_default, session))
            {
                s_default = s_sessions.LastOrDefault();
            }
        }

        session.Dispose();
    }

    private static EngineSession AddLocked(string address)
    {
        var normal = address.Contains("://", StringComparison.Ordinal) ? address : "unix://" + Path.GetFullPath(address);
        var session = s_sessions.Find(known => known.Address == normal);
        if (session is null)
        {
            s_sessions.Add(session = new EngineSession(normal));
        }

        return s_default = session;
    }
}
