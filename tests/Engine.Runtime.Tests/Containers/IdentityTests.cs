using Engine.Linux.Syscalls;
using Engine.Oci.Specs;
using Engine.Runtime.Containers;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Tests.Containers;

/// <summary>Users are resolved by the files of the container's root, and by nothing else.</summary>
public sealed class IdentityTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("identity");

    public IdentityTests()
    {
        Directory.CreateDirectory(Path.Combine(_root.FullName, "etc"));
        Write("passwd", "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001::/home/app:/bin/sh\n1000:x:0:0::/evil:/bin/sh\nbroken\nbad:x:-1:x:::\n");
        Write("group", "root:x:0:\napp:x:1001:\nwheel:x:10:other,app\nvideo:x:44:app\n");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("app", 1000u, 1001u, "/home/app")]
    [InlineData("1000", 1000u, 1001u, "/home/app")]
    [InlineData("1000:44", 1000u, 44u, "/home/app")]
    [InlineData("app:wheel", 1000u, 10u, "/home/app")]
    [InlineData("4711", 4711u, 0u, "/")]
    [InlineData("", 0u, 0u, "/root")]
    [InlineData(":wheel", 0u, 10u, "/root")]
    [InlineData("2147483647", 2147483647u, 0u, "/")]
    public void Names_and_numbers_are_resolved(string user, uint uid, uint gid, string home)
    {
        var identity = Resolve(user);
        Assert.Equal((uid, gid, home), (identity.User.Uid, identity.User.Gid, identity.Home));
    }

    [Fact]
    public void A_user_by_name_gets_its_primary_group_and_those_it_is_in() => Assert.Equal([1001u, 10u, 44u], Resolve("app").User.AdditionalGids);

    [Fact]
    public void With_a_group_given_there_are_no_others() => Assert.Equal([1001u], Resolve("app:app").User.AdditionalGids!);

    [Theory]
    [InlineData("nobody")]
    [InlineData("-1")]
    [InlineData("4294967296")]
    [InlineData("2147483648")]
    [InlineData("+0")]
    [InlineData("0x0")]
    [InlineData("\u0661")]
    [InlineData("root\n")]
    [InlineData("app:nogroup")]
    public void What_is_neither_an_id_nor_an_account_is_refused(string user) => Assert.Throws<LaunchException>(() => Resolve(user));

    [Fact]
    public void Account_files_are_found_inside_the_root_whatever_links_there_are()
    {
        File.Delete(Path.Combine(_root.FullName, "etc/passwd"));
        File.CreateSymbolicLink(Path.Combine(_root.FullName, "etc/passwd"), "/etc/inside");
        Write("inside", "app:x:77:77::/:/\n");
        Assert.Equal(77u, Resolve("app").User.Uid);
    }

    [Fact]
    public void A_huge_account_file_is_refused()
    {
        using (var file = File.OpenWrite(Path.Combine(_root.FullName, "etc/passwd")))
        {
            file.SetLength(1L << 31);
        }

        Assert.Throws<LaunchException>(() => Resolve("app"));
    }

    [Fact]
    public void The_configurations_user_stands_and_gets_a_home()
    {
        using var root = Open();
        var identity = Identity.Resolve(root.Number, null, ["wheel"], new ProcessUser { Uid = 1000, Gid = 5, AdditionalGids = [6] }, []);
        Assert.Equal("/home/app", identity.Home);
        Assert.Equal([6u, 10u], identity.User.AdditionalGids);
    }

    private Identity Resolve(string user)
    {
        using var root = Open();
        return Identity.Resolve(root.Number, user, [], null, []);
    }

    private Linux.FileDescriptor Open() => NativePath.Open(Syscall.AT_FDCWD, _root.FullName, Syscall.O_PATH | Syscall.O_DIRECTORY);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_root.FullName, "etc", name), content);
}
