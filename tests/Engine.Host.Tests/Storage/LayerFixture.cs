using System.Text;
using Engine.Host.Archives;
using Engine.Host.Storage;
using Engine.Linux.Syscalls;

namespace Engine.Host.Tests.Storage;

/// <summary>A directory to unpack into, with things beside it that no archive may touch.</summary>
internal sealed class LayerFixture : IDisposable
{
    private readonly IReadOnlyList<string> before;

    public LayerFixture()
    {
        if (Environment.UserName != "root")
        {
            Assert.Skip("needs root: layers have owners, devices and trusted attributes");
        }

        Root = Directory.CreateTempSubdirectory("engine-layer-").FullName;
        Directory.CreateDirectory(Outside);
        File.WriteAllText(Outside + "/secret", "secret");
        Directory.CreateDirectory(Layer);
        File.SetUnixFileMode(Layer, (UnixFileMode)0x1ED);
        before = TreeSnapshot.Take(Outside);
    }

    public string Root { get; }

    public string Outside => Root + "/outside";

    public string Layer => Root + "/layer";

    public LayerUnpacker? Unpacker { get; private set; }

    public async Task UnpackAsync(Stream archive, UnpackLimits? limits = null)
    {
        using var directory = Syscall.OpenAt2(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(Layer + "\0"), Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);
        using var unpacker = new LayerUnpacker(directory, limits ?? new());
        Unpacker = unpacker;
        await unpacker.UnpackAsync(new DigestingStream(archive, (limits ?? new()).Bytes, null), TestContext.Current.CancellationToken);
    }

    public Task UnpackAsync(byte[] archive, UnpackLimits? limits = null) => UnpackAsync(new MemoryStream(archive), limits);

    /// <summary>Names, modes and contents of the layer, without times.</summary>
    public IReadOnlyList<string> Content() => TreeSnapshot.Take(Layer, withTimes: false);

    public FileStatus? Status(string name) => Syscall.Status(Syscall.AT_FDCWD, Archives.RawTar.Bytes($"{Layer}/{name}\0"));

    public byte[]? Xattr(string name, string attribute)
    {
        using var file = Syscall.OpenAt2(Syscall.AT_FDCWD, Archives.RawTar.Bytes($"{Layer}/{name}\0"), Syscall.O_PATH | Syscall.O_NOFOLLOW, 0, 0);
        return Syscall.GetxattrOfPath(file.Number, Archives.RawTar.Bytes(attribute + "\0"));
    }

    public void AssertNothingOutsideTouched()
    {
        Assert.Equal(before, TreeSnapshot.Take(Outside));
        Assert.Equal(["layer", "outside"], Directory.EnumerateFileSystemEntries(Root).Select(Path.GetFileName).Order());
    }

    public void Dispose() => DirectoryTree.Remove(Root);
}
