using System.Management.Automation;
using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>The progress records of a pull or push: one for each layer under one for the whole, each at most five a second, and all completed at the end.</summary>
internal sealed class TransferProgress(string activity, IPipelineSink sink)
{
    private const int Whole = 1;
    private const long Interval = 200;

    private readonly Dictionary<string, (int Id, long Next)> _parts = [];
    private string _status = "Asking the registry";

    /// <summary>Shows every report of a sequence and returns the results at its end.</summary>
    public async Task<IReadOnlyList<ImageTransferProgress>> ShowAsync(IAsyncEnumerable<ImageTransferProgress> reports)
    {
        List<ImageTransferProgress> results = [];
        await sink.ProgressAsync(new ProgressRecord(Whole, activity, _status)).ConfigureAwait(false);
        try
        {
            await foreach (var report in reports.ConfigureAwait(false))
            {
                if (report.Image is not null || report.Pushed is not null)
                {
                    results.Add(report);
                }
                else
                {
                    await ShowAsync(report).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            foreach (var (id, _) in _parts.Values)
            {
                await sink.ProgressAsync(new ProgressRecord(id, activity, "Done") { ParentActivityId = Whole, RecordType = ProgressRecordType.Completed }).ConfigureAwait(false);
            }

            await sink.ProgressAsync(new ProgressRecord(Whole, activity, "Done") { RecordType = ProgressRecordType.Completed }).ConfigureAwait(false);
        }

        return results;
    }

    private async ValueTask ShowAsync(ImageTransferProgress report)
    {
        if (report.Status.StartsWith("Pulling from", StringComparison.Ordinal) || report.Part.Length == 0)
        {
            _status = report.Status;
            await sink.ProgressAsync(new ProgressRecord(Whole, activity, _status)).ConfigureAwait(false);
            return;
        }

        var now = Environment.TickCount64;
        var (id, next) = _parts.TryGetValue(report.Part, out var known) ? known : (Whole + 1 + _parts.Count, 0);
        if (report.Current > 0 && report.Current < report.Total && now < next)
        {
            return;
        }

        _parts[report.Part] = (id, now + Interval);
        var amount = report.Total > 0 ? $"{report.Status} {report.Current >> 20} of {report.Total >> 20} MiB" : report.Status;
        await sink.ProgressAsync(new ProgressRecord(id, report.Part, amount)
        {
            ParentActivityId = Whole,
            PercentComplete = report.Total > 0 ? (int)Math.Min(100, 100 * report.Current / report.Total) : -1,
        }).ConfigureAwait(false);
    }
}
