using Engine.Host.Errors;
using Engine.Linux;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Storage;

/// <summary>The errors of the store, each worded in one place.</summary>
internal static class StorageErrors
{
    public static EngineException DigestMismatch(string what, string expected, string actual) =>
        new InvalidArgumentException($"{what}: content does not match its digest: expected {expected}, got {actual}", ErrorCode.DigestMismatch)
        { Subject = expected };

    /// <summary>A full disk in the words that people search for; anything else that is not ours as an internal error.</summary>
    public static EngineException Translate(Exception cause, string doing) => cause switch
    {
        EngineException own => own,
        LinuxException { Errno: Errno.ENOSPC or Errno.EDQUOT } or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL }
            or IOException { HResult: (int)Errno.ENOSPC or (int)Errno.EDQUOT } =>
            new UnavailableException($"{doing}: no space left on device", ErrorCode.DiskFull, cause),
        _ => new InternalException($"{doing}: {cause.Message}", innerException: cause),
    };
}
