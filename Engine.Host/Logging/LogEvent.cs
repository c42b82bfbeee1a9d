namespace Engine.Host.Logging;

/// <summary>Ids of everything the daemon logs. A number is never given to another event; those of a folder are together.</summary>
internal enum LogEvent
{
    // Start and stop: 1000–1099.
    Starting = 1000,
    Listening = 1001,
    Ready = 1002,
    Stopping = 1003,
    Stopped = 1004,
    StaleSocketRemoved = 1005,
    GroupMissing = 1006,
    PlainTcp = 1007,
    NotifyFailed = 1008,

    // REST: 1100–1199.
    RestFailed = 1100,
    RestRequest = 1101,
    PeerRefused = 1102,
    RestStreamBroken = 1103,

    // JSON-RPC: 1200–1299.
    RpcFailed = 1200,
    RpcConnectionBroken = 1201,

    // Name resolution: 1350–1369.
    DnsFailed = 1350,
}
