namespace Engine.Runtime;

internal static class Program
{
    private static int Main(string[] args) => args is ["monitor"] ? Monitor.MonitorCommand.Run() : 0;
}
