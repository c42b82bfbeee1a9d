namespace Engine.Host.Errors;

/// <summary>What sort of failure an <see cref="EngineException"/> is. Each face maps it once: to an HTTP status, to a JSON-RPC error code.</summary>
internal enum EngineErrorKind
{
    /// <summary>A fault of the engine or of the machine (500).</summary>
    Internal,

    /// <summary>The request is wrong whatever the state of things (400).</summary>
    InvalidArgument,

    /// <summary>The caller did not say who it is (401).</summary>
    Unauthorized,

    /// <summary>The caller may not do this (403).</summary>
    Forbidden,

    /// <summary>What was named does not exist (404).</summary>
    NotFound,

    /// <summary>The request does not fit the present state (409).</summary>
    Conflict,

    /// <summary>There is nothing to do: it is so already (304).</summary>
    NotModified,

    /// <summary>The engine does not have this feature (501).</summary>
    Unsupported,

    /// <summary>Something the request needs cannot be had now (503).</summary>
    Unavailable,
}
