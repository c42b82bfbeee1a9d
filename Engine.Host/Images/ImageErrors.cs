using Engine.Host.Errors;

namespace Engine.Host.Images;

/// <summary>The errors of images, in docker's words where people and programs look for them.</summary>
internal static class ImageErrors
{
    public static EngineException NotFound(string name) =>
        new NotFoundException($"No such image: {name}", ErrorCode.ImageNotFound) { Subject = name };

    public static EngineException AmbiguousPrefix(string prefix) =>
        new InvalidArgumentException($"multiple IDs found with provided prefix: {prefix}") { Subject = prefix };

    public static EngineException InvalidReference(string text, string? detail = null) =>
        new InvalidArgumentException(detail is null ? "invalid reference format" : $"invalid reference format: {detail}", ErrorCode.InvalidReference) { Subject = text };

    public static EngineException HexadecimalName(string name) =>
        new InvalidArgumentException($"invalid repository name ({name}), cannot specify 64-byte hexadecimal strings", ErrorCode.InvalidReference) { Subject = name };

    public static EngineException TagWithDigest() =>
        new InvalidArgumentException("refusing to create a tag with a digest reference", ErrorCode.InvalidReference);

    public static EngineException UsedByRunning(string imageId, string container) =>
        InUse($"unable to delete {Short(imageId)} (cannot be forced) - image is being used by running container {Short(container)}", imageId);

    public static EngineException UsedByStopped(string imageId, string container) =>
        InUse($"unable to delete {Short(imageId)} (must be forced) - image is being used by stopped container {Short(container)}", imageId);

    public static EngineException InSeveralRepositories(string imageId) =>
        InUse($"unable to delete {Short(imageId)} (must be forced) - image is referenced in multiple repositories", imageId);

    public static EngineException ReferenceInUse(string reference, string imageId, string container) =>
        InUse(
            $"unable to remove repository reference \"{reference}\" (must force) - container {Short(container)} is using its referenced image {Short(imageId)}",
            reference);

    public static EngineException InvalidArchive(string detail) => new Archives.ArchiveException($"invalid image archive: {detail}");

    private static ConflictException InUse(string detail, string subject) =>
        new("conflict: " + detail, ErrorCode.ImageInUse) { Subject = subject };

    private static string Short(string id)
    {
        var hex = id.StartsWith("sha256:", StringComparison.Ordinal) ? id[7..] : id;
        return hex[..Math.Min(12, hex.Length)];
    }
}
