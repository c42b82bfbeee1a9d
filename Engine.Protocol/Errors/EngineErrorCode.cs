namespace Engine.Protocol;

/// <summary>The kind of a failure; the <c>code</c> of a JSON-RPC error. The numbers are HTTP's for the same failure plus 1000, and lie
/// outside the range JSON-RPC reserves.</summary>
public enum EngineErrorCode
{
    /// <summary>The request can never succeed as it stands.</summary>
    InvalidArgument = 1400,

    /// <summary>The caller is not allowed to do this.</summary>
    Forbidden = 1403,

    /// <summary>There is no such thing.</summary>
    NotFound = 1404,

    /// <summary>The thing is in a state, or has a name, that excludes the request.</summary>
    Conflict = 1409,

    /// <summary>The engine has a fault, or the kernel refused what should have worked.</summary>
    Internal = 1500,

    /// <summary>The engine, its kernel or this platform can't do this at all.</summary>
    NotSupported = 1501,

    /// <summary>Not now: a port, space or another resource is taken or exhausted.</summary>
    Unavailable = 1503,
}
