using Engine.Host.Api.Rest.Routing;
using Engine.Host.Errors;
using Engine.Host.Logging;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Engine.Host.Api.Rest;

/// <summary>Kestrel's application: finds the route, checks the API version, and turns failures into answers.</summary>
internal sealed partial class RestApplication(RouteTable routes, string version, ILogger<RestApplication> logger, CancellationToken stopping)
    : IHttpApplication<HttpContext>
{
    private readonly string _server = $"Engine/{version} (linux)";

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        SetHeaders(context.Response.Headers);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        string[] path = [.. (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)];
        var apiVersion = ApiVersion.Maximum;
        var versioned = path.Length > 0 && ApiVersion.TryParseSegment(path[0], out apiVersion);
        if (!versioned)
        {
            apiVersion = ApiVersion.Maximum;
        }

        var found = routes.Find(context.Request.Method, path.AsSpan(versioned ? 1 : 0));
        var request = new RestRequest(context, apiVersion, found?.Captures ?? [], ended.Token, stopping);
        try
        {
            await AnswerAsync(request, found?.Route);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception e)
        {
            await FailAsync(request, e);
        }
    }

    private static Task AnswerAsync(RestRequest request, RestRoute? route)
    {
        if (route is null)
        {
            return HttpMethods.IsOptions(request.Http.Request.Method)
                ? request.EmptyAsync(StatusCodes.Status200OK)
                : throw new NotFoundException("page not found");
        }

        // Clients read the range from these sentences.
        if (request.Version > ApiVersion.Maximum)
        {
            throw new InvalidArgumentException($"client version {request.Version} is too new. Maximum supported API version is {ApiVersion.Maximum}");
        }

        if (request.Version < ApiVersion.Minimum)
        {
            throw new InvalidArgumentException(
                $"client version {request.Version} is too old. Minimum supported API version is {ApiVersion.Minimum}, please upgrade your client to a newer version");
        }

        return route.Handler(request);
    }

    private async Task FailAsync(RestRequest request, Exception failure)
    {
        var http = request.Http;
        if (failure is not EngineException)
        {
            Failed(failure, http.Request.Method, http.Request.Path);
        }

        if (http.Response.HasStarted)
        {
            // The status is gone already; a connection that breaks off tells the client at least that the answer is not whole.
            StreamBroken(http.Request.Method, http.Request.Path, failure.Message);
            http.Abort();
            return;
        }

        var status = failure is EngineException known ? RestErrors.Status(known.Kind) : StatusCodes.Status500InternalServerError;
        try
        {
            await RestErrors.WriteAsync(request, status, failure.Message);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private void SetHeaders(IHeaderDictionary headers)
    {
        headers["Api-Version"] = ApiVersion.Maximum.ToString();
        headers["Docker-Experimental"] = "false";
        headers["Ostype"] = "linux";
        headers.Server = _server;
    }

    [LoggerMessage((int)LogEvent.RestFailed, LogLevel.Error, "{Method} {Path} failed")]
    private partial void Failed(Exception exception, string method, string path);

    [LoggerMessage((int)LogEvent.RestStreamBroken, LogLevel.Warning, "{Method} {Path} broke off: {Reason}")]
    private partial void StreamBroken(string method, string path, string reason);
}
