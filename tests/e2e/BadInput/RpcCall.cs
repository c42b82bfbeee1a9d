using Engine.Protocol;

namespace Engine.EndToEnd.Tests;

/// <summary>A JSON-RPC call that cannot be served.</summary>
/// <param name="Name">What it is, as a test's name.</param>
/// <param name="Attempt">The call. There is a running container «busy».</param>
/// <param name="Code">The kind that it fails with.</param>
/// <param name="Id">The name of the failure.</param>
/// <param name="Message">What its message contains.</param>
/// <param name="Target">What the failure is about, as the client gave it, or null.</param>
internal sealed record RpcCall(
    string Name, Func<EngineClient, CancellationToken, Task> Attempt, EngineErrorCode Code, string Id, string Message, string? Target = null)
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static IReadOnlyList<RpcCall> All { get; } =
    [
        new("no such image", Create(s => s with { Image = "no/such:image" }), EngineErrorCode.NotFound, EngineErrorIds.ImageNotFound, "No such image: no/such:image", "no/such:image"),
        new("no such id", Create(s => s with { Image = Digest }), EngineErrorCode.NotFound, EngineErrorIds.ImageNotFound, Digest, Digest),
        new("bad reference", Create(s => s with { Image = "UPPER" }), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidReference, "must be lowercase", "UPPER"),
        new("no reference", Create(s => s with { Image = "bad reference" }), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidReference, "invalid reference format", "bad reference"),
        new("bad tag", (c, t) => c.Images.TagImageAsync("busybox", "a:b:c:d", t), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidReference, "invalid reference format", "a:b:c:d"),
        new("bad name", Create(s => s with { Name = "a/b" }), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArgument, "Invalid container name (a/b)"),
        new("name in use", Create(s => s with { Name = "busy" }), EngineErrorCode.Conflict, EngineErrorIds.ContainerNameInUse, "\"/busy\" is already in use", "busy"),
        new("unknown capability", Create(s => s with { CapabilitiesAdded = ["NOPE"] }), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArgument, "unknown capability: \"CAP_NOPE\""),
        new("unknown capability to drop", Create(s => s with { CapabilitiesDropped = ["NOPE"] }), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArgument, "unknown capability: \"CAP_NOPE\""),
        new("unknown security option", Create(s => s with { SecurityOptions = ["nope=1"] }), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArgument, "nope=1"),
        new("unknown limit", Create(s => s with { Ulimits = [new UlimitSpec { Name = "nope", Soft = 1, Hard = 1 }] }), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArgument, "invalid ulimit type: nope"),
        new("too little memory", Create(s => s with { Resources = new ContainerResources { Memory = 1 } }), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArgument, "Minimum memory limit allowed is 6MB"),
        new("no such network", Run(Spec("true") with { Network = "nope" }), EngineErrorCode.NotFound, EngineErrorIds.NetworkNotFound, "network nope not found", "nope"),
        new("command not found", Run(Spec("nope")), EngineErrorCode.InvalidArgument, EngineErrorIds.CommandNotFound, "exec: \"nope\": executable file not found in $PATH"),
        new("command not executable", Run(Spec("/etc/passwd")), EngineErrorCode.InvalidArgument, EngineErrorIds.CommandNotExecutable, "exec: \"/etc/passwd\": permission denied"),
        new("exec of a command not found", Exec("nope"), EngineErrorCode.InvalidArgument, EngineErrorIds.CommandNotFound, "exec: \"nope\": executable file not found in $PATH"),
        new("exec of a command not executable", Exec("/etc/passwd"), EngineErrorCode.InvalidArgument, EngineErrorIds.CommandNotExecutable, "exec: \"/etc/passwd\": permission denied"),
        new("no such container", (c, t) => c.Containers.StartContainerAsync("nope", t), EngineErrorCode.NotFound, EngineErrorIds.ContainerNotFound, "No such container: nope", "nope"),
        new("removal of a running container", (c, t) => c.Containers.RemoveContainerAsync("busy", false, false, t), EngineErrorCode.Conflict, EngineErrorIds.ContainerRunning, "container is running", "busy"),
        new("removal of an image in use", (c, t) => c.Images.RemoveImageAsync("busybox", false, t), EngineErrorCode.Conflict, EngineErrorIds.ImageInUse, "busybox", "busybox:latest"),
        new("unknown signal", (c, t) => c.Containers.KillContainerAsync("busy", "NOPE", t), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArgument, "NOPE"),
        new("broken tar", Import("random"), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArchive, "invalid tar header"),
        new("broken root file system", Import("random", "bad"), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArchive, "invalid tar header"),
        new("no archive of an image", Import("no image"), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArchive, "manifest.json"),
        new("truncated archive", Import("truncated"), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArchive, "unexpected end of the archive"),
        new("truncated gzip", Import("truncated gzip"), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArchive, "unexpected end"),
        new("truncated root file system", Import("truncated", "bad"), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArchive, "unexpected end of the archive"),
        new("layer of another digest", Import("wrong layer"), EngineErrorCode.InvalidArgument, EngineErrorIds.DigestMismatch, "content does not match its digest"),
        new("blob of another digest", Import("wrong blob"), EngineErrorCode.InvalidArgument, EngineErrorIds.DigestMismatch, "content does not match its digest"),
        new("layer that climbs out", Import("climbing layer"), EngineErrorCode.InvalidArgument, EngineErrorIds.InvalidArchive, "it leads out of the layer"),
    ];

    /// <summary>It is refused only after something was made, so that the store must be looked at.</summary>
    public bool BeginsSomething =>
        Id is EngineErrorIds.InvalidArchive or EngineErrorIds.DigestMismatch or EngineErrorIds.CommandNotFound or EngineErrorIds.CommandNotExecutable or EngineErrorIds.NetworkNotFound;

    private static ContainerSpec Spec(params string[] command) => new() { Image = "busybox", Command = command, Network = "none", AutoRemove = true };

    private static Func<EngineClient, CancellationToken, Task> Create(Func<ContainerSpec, ContainerSpec> change) =>
        (client, token) => client.Containers.CreateContainerAsync(change(Spec("true")), token);

    private static Func<EngineClient, CancellationToken, Task> Run(ContainerSpec spec) => async (client, token) =>
    {
        var created = await client.Containers.CreateContainerAsync(spec, token);
        await client.Containers.StartContainerAsync(created.Id, token);
    };

    private static Func<EngineClient, CancellationToken, Task> Exec(string program) => (client, token) =>
        client.ExecAsync("busy", new ExecSpec { Command = [program] }, null, (_, _) => ValueTask.CompletedTask, token);

    private static Func<EngineClient, CancellationToken, Task> Import(string fault, string? reference = null) => (client, token) =>
    {
        var request = new ImageImportRequest { Format = reference is null ? ImageArchiveFormat.Images : ImageArchiveFormat.RootFileSystem, Reference = reference };
        return client.ImportImageAsync(request, new MemoryStream(BadArchive.Make(fault)), token);
    };
}
