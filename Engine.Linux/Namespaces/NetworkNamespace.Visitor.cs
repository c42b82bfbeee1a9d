using System.Collections.Concurrent;

namespace Engine.Linux.Namespaces;

public sealed partial class NetworkNamespace
{
    /// <summary>One thread of its own: a pool's would take other work into a foreign namespace.</summary>
    private sealed class Visitor
    {
        private const int StackSize = 256 * 1024;

        private readonly BlockingCollection<Action> visits = [];
        private readonly Lazy<Thread> thread;
        private NetworkNamespace? home;

        public Visitor() => thread = new Lazy<Thread>(Start);

        public Task<T> RunAsync<T>(FileDescriptor space, Func<T> work)
        {
            _ = thread.Value;
            var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            visits.Add(() =>
            {
                try
                {
                    completion.SetResult(Visit(space, work));
                }
                catch (Exception e)
                {
                    completion.SetException(e);
                }
            });
            return completion.Task;
        }

        // A thread that stayed would keep the namespace alive after its last process.
        private T Visit<T>(FileDescriptor space, Func<T> work)
        {
            Enter(space);
            try
            {
                return work();
            }
            finally
            {
                Enter(home!.Descriptor);
            }
        }

        private Thread Start()
        {
            var started = new Thread(Loop, StackSize) { IsBackground = true, Name = "network namespaces" };
            started.Start();
            return started;
        }

        private void Loop()
        {
            home = Of(0);
            foreach (Action visit in visits.GetConsumingEnumerable())
            {
                visit();
            }
        }
    }
}
