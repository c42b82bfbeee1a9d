using System.Diagnostics;
using Engine.Linux.Namespaces;
using Engine.Linux.Netlink;

namespace Engine.Linux.Tests.Netlink;

/// <summary>A network namespace that a test makes, so that the machine's own is left alone.</summary>
internal sealed class PrivateNamespace : IDisposable
{
    private readonly Process holder;
    private readonly NetworkNamespace space;

    private PrivateNamespace(Process holder)
    {
        this.holder = holder;
        space = NetworkNamespace.Of(holder.Id);
    }

    public FileDescriptor Descriptor => space.Descriptor;

    public static PrivateNamespace Create()
    {
        Assert.SkipUnless(Environment.UserName == "root", "a network namespace needs root");
        Process holder = Process.Start(new ProcessStartInfo("unshare", ["--net", "sh", "-c", "echo ready; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.Equal("ready", holder.StandardOutput.ReadLine());
        return new PrivateNamespace(holder);
    }

    public Task<NetlinkSocket> OpenAsync(int protocol) => space.RunAsync(() => NetlinkSocket.Open(protocol));

    /// <summary>What a program says in the namespace.</summary>
    public string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo("nsenter", [$"--net=/proc/{holder.Id}/ns/net", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    public void Dispose()
    {
        space.Dispose();
        holder.Kill();
        holder.WaitForExit();
        holder.Dispose();
    }
}
