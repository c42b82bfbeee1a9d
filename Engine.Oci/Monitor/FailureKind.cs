namespace Engine.Oci.Monitor;

/// <summary>Why a request failed.</summary>
public enum FailureKind
{
    /// <summary>Anything without a kind of its own.</summary>
    Internal = 0,

    /// <summary>The request is wrong: an unknown user, a bad mount option.</summary>
    InvalidArgument = 1,

    /// <summary>The program does not exist in the container (a shell's exit status 127).</summary>
    CommandNotFound = 2,

    /// <summary>The program exists and cannot be executed (a shell's exit status 126).</summary>
    CommandNotExecutable = 3,

    /// <summary>No such exec.</summary>
    NotFound = 4,

    /// <summary>The container is not in the state the request needs: not running, paused.</summary>
    Conflict = 5,
}
