using System.Text;
using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Api.Rest.Streams;
using Engine.Host.Api.Streams;
using Engine.Host.Containers;
using Engine.Host.Containers.Execs;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/exec</c> and <c>/containers/{id}/exec</c>.</summary>
internal sealed class ExecEndpoints(IContainerService containers)
{
    public void AddTo(RouteTable routes) => routes
        .Post("/containers/{id}/exec", CreateAsync)
        .Post("/exec/{id}/start", StartAsync)
        .Post("/exec/{id}/resize", ResizeAsync)
        .Get("/exec/{id}/json", InspectAsync);

    private async Task CreateAsync(RestRequest request)
    {
        var body = await request.ReadJsonAsync(RestJsonContext.Docker.CreateExecRequest, emptyAllowed: true);
        if (body?.Cmd is not { Count: > 0 } command)
        {
            throw new InvalidArgumentException("No exec command specified");
        }

        var exec = containers.CreateExec(request.Capture(0), new ExecConfiguration
        {
            Command = command,
            Environment = body.Env ?? [],
            User = body.User ?? "",
            WorkingDirectory = body.WorkingDir ?? "",
            Tty = body.Tty,
            AttachStdin = body.AttachStdin,
            AttachStdout = body.AttachStdout,
            AttachStderr = body.AttachStderr,
            Privileged = body.Privileged,
            DetachKeys = body.DetachKeys ?? "",
            ConsoleSize = TerminalSizeReader.Read(body.ConsoleSize),
        });
        await request.JsonAsync(StatusCodes.Status201Created, new IdResponse { Id = exec.Id }, RestJsonContext.Docker.IdResponse);
    }

    private async Task StartAsync(RestRequest request)
    {
        var body = await request.ReadJsonAsync(RestJsonContext.Docker.StartExecRequest, emptyAllowed: true) ?? new StartExecRequest();
        var exec = containers.GetExec(request.Capture(0));
        var options = new ExecStartOptions { Detach = body.Detach, ConsoleSize = TerminalSizeReader.Read(body.ConsoleSize) };
        if (body.Detach)
        {
            await containers.StartExecAsync(exec.Id, options, request.CancellationToken);
            await request.EmptyAsync(StatusCodes.Status200OK);
            return;
        }

        if (exec.Status is not ExecStatus.Created)
        {
            throw ContainerErrors.ExecAlreadyRun(exec.Id);
        }

        await StreamAsync(request, exec, options);
    }

    // Docker takes the connection over before it starts the program, and so a program that cannot be started is told of in the stream.
    private async Task StreamAsync(RestRequest request, Exec exec, ExecStartOptions options)
    {
        var tty = exec.Configuration.Tty;
        var hijack = await Hijack.BeginAsync(request, Hijack.ContentType(request, tty));
        try
        {
            await using var session = await containers.StartExecAsync(exec.Id, options, hijack.CancellationToken);
            if (session is not null)
            {
                await SessionPump.RunAsync(
                    session, exec.Configuration.AttachStdin ? hijack.Input : null, hijack.Output, !tty, hijack.CancellationToken);
            }
        }
        catch (EngineException e)
        {
            StreamHeader.WriteFrame(hijack.Output, StreamKind.Stderr, Encoding.UTF8.GetBytes(e.Message + "\r\n"), !tty);
        }
        catch (OperationCanceledException) when (hijack.CancellationToken.IsCancellationRequested)
        {
            // The client is gone: the program goes on without it.
        }
        finally
        {
            await hijack.EndAsync();
        }
    }

    private async Task ResizeAsync(RestRequest request)
    {
        await containers.ResizeExecAsync(request.Capture(0), TerminalSizeReader.Read(request.Query), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status200OK);
    }

    private Task InspectAsync(RestRequest request)
    {
        var exec = containers.GetExec(request.Capture(0));
        var configuration = exec.Configuration;
        return request.JsonAsync(
            StatusCodes.Status200OK,
            new InspectExecResponse
            {
                ID = exec.Id,
                Running = exec.Status is ExecStatus.Running,
                ExitCode = exec.ExitCode,
                ProcessConfig = new ExecProcessModel
                {
                    Tty = configuration.Tty,
                    Entrypoint = configuration.Command[0],
                    Arguments = [.. configuration.Command.Skip(1)],
                    Privileged = configuration.Privileged,
                    User = configuration.User.Length == 0 ? null : configuration.User,
                },
                OpenStdin = configuration.AttachStdin,
                OpenStderr = configuration.AttachStderr,
                OpenStdout = configuration.AttachStdout,
                ContainerID = exec.ContainerId,
                DetachKeys = configuration.DetachKeys,
                Pid = exec.Pid,
            },
            RestJsonContext.Docker.InspectExecResponse);
    }
}
