using System.Threading.Channels;
using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Errors;
using Engine.Host.Images;

namespace Engine.Host.Api.Rest.Streams;

/// <summary>
/// The stream of messages an operation on images answers with. It begins with the first message, so a request that fails before it did anything
/// has a status; a failure after that is a message itself.
/// </summary>
internal sealed class ProgressStream(RestRequest request)
{
    private readonly Channel<ProgressModel> _messages = Channel.CreateUnbounded<ProgressModel>(new UnboundedChannelOptions { SingleReader = true });

    // What was queued begins the answer, be it sent already or not.
    private volatile bool _begun;

    public void Write(ProgressModel message)
    {
        _begun = true;
        _messages.Writer.TryWrite(message);
    }

    /// <param name="quiet">Do not tell how far it is, only the result.</param>
    /// <param name="work">The operation.</param>
    public async Task RunAsync(bool quiet, Func<IProgress<ImageProgress>?, Task> work)
    {
        var writing = WriteAllAsync();
        try
        {
            await work(quiet ? null : new Reporter(this));
        }
        catch (EngineException e) when (_begun)
        {
            Write(new ProgressModel { ErrorDetail = new ProgressErrorModel { Message = e.Message }, Error = e.Message });
        }
        finally
        {
            _messages.Writer.Complete();
            await writing;
        }
    }

    private async Task WriteAllAsync()
    {
        request.Response.ContentType = "application/json";
        await foreach (var message in _messages.Reader.ReadAllAsync(CancellationToken.None))
        {
            await request.JsonLineAsync(message, RestJsonContext.Docker.ProgressModel);
        }
    }

    /// <summary>Takes reports on whatever thread they are made; <see cref="Progress{T}"/> would reorder them.</summary>
    private sealed class Reporter(ProgressStream stream) : IProgress<ImageProgress>
    {
        public void Report(ImageProgress value) => stream.Write(new ProgressModel
        {
            Status = value.Status,
            ProgressDetail = value.Kind switch
            {
                ImageProgressKind.Message => null,
                ImageProgressKind.Step => new ProgressDetailModel(),
                _ => new ProgressDetailModel { Current = value.Current, Total = value.Total },
            },
            Progress = value.Kind is ImageProgressKind.Bytes ? ProgressBar.Draw(value.Current, value.Total) : null,
            Id = value.Id.Length == 0 ? null : value.Id,
        });
    }
}
