using System.Management.Automation;

namespace Engine.PowerShell.Pipeline;

/// <summary>The work of a cmdlet that was given -AsJob. It goes on without the pipeline; Receive-Job, Wait-Job and Stop-Job know it as any other.</summary>
internal sealed class EngineJob : Job, IPipelineSink
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    /// <param name="command">The command line, for people.</param>
    /// <param name="name">The job's name.</param>
    /// <param name="location">The engine.</param>
    /// <param name="work">The work.</param>
    public EngineJob(string command, string name, string location, Func<IPipelineSink, CancellationToken, Task> work)
        : base(command, name)
    {
        Location = location;
        PSJobTypeName = "EngineJob";
        SetJobState(JobState.Running);
        _running = Task.Run(() => RunAsync(work));
    }

    public override bool HasMoreData => Output.Count > 0 || Error.Count > 0 || Progress.Count > 0;

    public override string Location { get; }

    public override string StatusMessage => JobStateInfo.State.ToString();

    public ValueTask WriteAsync(object item)
    {
        Output.Add(PSObject.AsPSObject(item));
        return ValueTask.CompletedTask;
    }

    public ValueTask ProgressAsync(ProgressRecord record)
    {
        Progress.Add(record);
        return ValueTask.CompletedTask;
    }

    public ValueTask ErrorAsync(ErrorRecord record)
    {
        Error.Add(record);
        return ValueTask.CompletedTask;
    }

    public override void StopJob()
    {
        _stopping.Cancel();
        _running.ContinueWith(static _ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Cancel();
            _stopping.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task RunAsync(Func<IPipelineSink, CancellationToken, Task> work)
    {
        try
        {
            await work(this, _stopping.Token).ConfigureAwait(false);
            SetJobState(Error.Count > 0 ? JobState.Failed : JobState.Completed);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            SetJobState(JobState.Stopped);
        }
        catch (Exception e)
        {
            Error.Add(EngineErrorRecord.Make(e, "EngineJobFailed", ErrorCategory.NotSpecified, null));
            SetJobState(JobState.Failed);
        }
    }
}
