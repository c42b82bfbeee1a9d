using Engine.Host.Errors;

namespace Engine.Host.Volumes;

/// <summary>The failures of volumes, worded as Docker does.</summary>
internal static class VolumeErrors
{
    public static EngineException NotFound(string name) =>
        new NotFoundException($"get {name}: no such volume", ErrorCode.VolumeNotFound) { Subject = name };

    public static EngineException InUse(string name, IEnumerable<string> containers) =>
        new ConflictException($"remove {name}: volume is in use - [{string.Join(", ", containers)}]", ErrorCode.VolumeInUse) { Subject = name };

    public static EngineException OtherDriver(Volume volume) => new ConflictException(
        $"create {volume.Name}: driver '{volume.Driver}' already has volume '{volume.Name}': volume name must be unique", ErrorCode.VolumeExists)
    { Subject = volume.Name };

    public static EngineException CannotCreate(string name, string reason) => new InvalidArgumentException($"create {name}: {reason}") { Subject = name };

    public static EngineException DriverNotFound(string action, string name, string driver) =>
        new NotFoundException($"{action} {name}: error looking up volume plugin {driver}: plugin \"{driver}\" not found") { Subject = name };

    public static EngineException CannotMount(string mountpoint, string reason, Exception? cause = null) =>
        new InternalException($"error while mounting volume '{mountpoint}': failed to mount local volume: {reason}", innerException: cause);

    public static EngineException SubpathMissing(string path) => new InvalidArgumentException($"cannot access path {path}: lstat {path}: no such file or directory");
}
