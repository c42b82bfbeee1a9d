using Engine.Linux;
using Engine.Oci.Monitor;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Tests.Launch;

public sealed class ProgramSearchTests
{
    [Fact]
    public void A_name_is_looked_for_in_the_containers_path() =>
        Assert.Equal(["/bin/sh", "/usr/bin/sh"], ProgramSearch.Candidates("sh", ["PATH=/bin:relative::/usr/bin/"]));

    [Fact]
    public void A_path_is_taken_as_it_is() => Assert.Equal(["./sh"], ProgramSearch.Candidates("./sh", ["PATH=/bin"]));

    [Theory]
    [InlineData("nope", Errno.ENOENT, "exec: \"nope\": executable file not found in $PATH", FailureKind.CommandNotFound)]
    [InlineData("/x", Errno.ENOENT, "exec: \"/x\": stat /x: no such file or directory", FailureKind.CommandNotFound)]
    [InlineData("/x", Errno.EACCES, "exec: \"/x\": permission denied", FailureKind.CommandNotExecutable)]
    [InlineData("/", Errno.EISDIR, "exec: \"/\": is a directory", FailureKind.CommandNotExecutable)]
    public void The_words_are_those_people_search_for(string program, Errno errno, string message, FailureKind kind)
    {
        var failure = ProgramSearch.Failure(ProgramSearch.Describe(program), errno);
        Assert.Equal(message, failure.Message);
        Assert.Equal(kind, failure.Kind);
    }
}
