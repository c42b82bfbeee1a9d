using Engine.Host.Containers.Monitors;
using Engine.Host.Containers.Sessions;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    private readonly List<WaitingSession> waitingSessions = [];

    /// <summary>Connects to the standard streams, now or when it starts.</summary>
    public async Task<IContainerSession> AttachAsync(AttachOptions options, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            switch (container.State.Status)
            {
                case ContainerStatus.Paused:
                    throw ContainerErrors.AttachPaused(Id);
                case ContainerStatus.Restarting:
                    throw ContainerErrors.Restarting(Id);
                case ContainerStatus.Removing or ContainerStatus.Dead:
                    throw ContainerErrors.MarkedForRemoval(Id);
            }

            AttachRequest request = Request(options);
            Publish("attach");
            if (container.State.IsAlive)
            {
                return await MonitorStream.AttachAsync(Paths.Socket, request, container.Configuration.Tty, cancellationToken);
            }

            var session = new WaitingSession(request, container.Configuration.Tty);
            waitingSessions.Add(session);
            return session;
        }
        finally
        {
            gate.Release();
        }
    }

    private AttachRequest Request(AttachOptions options) => new()
    {
        Stdin = options.Stdin && container.Configuration.OpenStdin,
        Stdout = options.Stdout,
        Stderr = options.Stderr && !container.Configuration.Tty,
    };

    // Under the gate, between the launch and the release of the program: no output can be missed.
    private async Task ConnectWaitingSessionsAsync()
    {
        foreach (WaitingSession session in waitingSessions)
        {
            if (!session.IsAbandoned)
            {
                session.Connect(await MonitorStream.AttachAsync(Paths.Socket, session.Request, session.Tty, CancellationToken.None));
            }
        }

        waitingSessions.Clear();
    }

    private void EndWaitingSessions()
    {
        foreach (WaitingSession session in waitingSessions)
        {
            session.End();
        }

        waitingSessions.Clear();
    }
}
