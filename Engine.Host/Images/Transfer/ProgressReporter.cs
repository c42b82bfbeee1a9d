namespace Engine.Host.Images.Transfer;

/// <summary>Tells how far a layer is, not oftener than anybody can read.</summary>
internal sealed class ProgressReporter(IProgress<ImageProgress>? progress, string id)
{
    private const long Interval = 100;

    private long next;

    public void Step(string status) => progress?.Report(ImageProgress.Step(id, status));

    public void Bytes(string status, long current, long total)
    {
        var now = Environment.TickCount64;
        if (progress is not null && (now >= next || current == total))
        {
            next = now + Interval;
            progress.Report(new(id, status, current, total));
        }
    }
}
