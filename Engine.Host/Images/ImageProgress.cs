namespace Engine.Host.Images;

/// <summary>How far an operation on images is.</summary>
/// <param name="Id">What it is about: the beginning of a layer's digest or its name in an archive; empty for a line about the whole.</param>
/// <param name="Status">What is done, in docker's words (<c>Loading layer</c>).</param>
/// <param name="Current">Bytes done.</param>
/// <param name="Total">Bytes to do, 0 if that is not known.</param>
/// <param name="Kind">What it tells.</param>
internal sealed record ImageProgress(string Id, string Status, long Current, long Total, ImageProgressKind Kind = ImageProgressKind.Bytes)
{
    /// <summary>A line for a person.</summary>
    public static ImageProgress Message(string status, string id = "") => new(id, status, 0, 0, ImageProgressKind.Message);

    /// <summary>A part has come to another step.</summary>
    public static ImageProgress Step(string id, string status) => new(id, status, 0, 0, ImageProgressKind.Step);
}
