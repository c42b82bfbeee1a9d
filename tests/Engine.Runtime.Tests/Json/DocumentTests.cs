using System.Text.Json;
using System.Text.Json.Serialization;
using Engine.Oci;
using Engine.Oci.Json;
using Engine.Oci.Monitor;
using Engine.Oci.Specs;

namespace Engine.Runtime.Tests.Json;

/// <summary>What the generated code reads and writes, compared with System.Text.Json's own serializer.</summary>
public sealed class DocumentTests
{
    private static readonly JsonSerializerOptions Oracle = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public void Configuration_with_everything_in_it_is_written_and_read_as_by_the_serializer() => CheckFull(OciJson.RuntimeSpec);

    [Fact]
    public void Features_with_everything_in_them_are_written_and_read_as_by_the_serializer() => CheckFull(OciJson.Features);

    [Fact]
    public void Launch_request_with_everything_in_it_is_written_and_read_as_by_the_serializer() => CheckFull(OciJson.LaunchRequest);

    [Fact]
    public void Monitor_state_with_everything_in_it_is_written_and_read_as_by_the_serializer() => CheckFull(OciJson.MonitorState);

    [Fact]
    public void Failure_is_written_and_read_as_by_the_serializer() => CheckFull(OciJson.FailedReply);

    [Fact]
    public void What_a_document_leaves_out_has_its_default()
    {
        var spec = OciJson.RuntimeSpec.Read("""{ "process": { "args": null } }"""u8);

        Assert.Equal(JsonSerializer.Serialize(new RuntimeSpec { Process = new ProcessSpec() }, Oracle), JsonSerializer.Serialize(spec, Oracle));
    }

    [Fact]
    public void Unknown_members_are_ignored_whatever_they_hold() =>
        Assert.Equal(7, OciJson.StartedReply.Read("""{ "a": [{ "pid": 1 }, []], "pid": 7, "b": { "pid": 2 }, "c": null }"""u8).Pid);

    [Theory]
    [InlineData("""{ "process": { "user": { "uid": -1 } } }""", "process.user.uid: a whole number of 32 bits, not negative is expected")]
    [InlineData("""{ "process": { "user": { "uid": 4294967296 } } }""", "process.user.uid: a whole number of 32 bits, not negative is expected")]
    [InlineData("""{ "mounts": [{ "destination": "/a" }, { "destination": 5 }] }""", "mounts.[1].destination: a text is expected")]
    [InlineData("""{ "process": { "args": ["a", {}] } }""", "process.args.[1]: a text is expected")]
    [InlineData("""{ "annotations": { "a": "b", "c": 1 } }""", "annotations.c: a text is expected")]
    [InlineData("""{ "process": [] }""", "process: an object is expected")]
    [InlineData("""{ "hooks": {}, "process": { "terminal": "yes" } }""", "process.terminal: true or false is expected")]
    [InlineData("[]", "an object is expected")]
    [InlineData("null", "an object is expected")]
    [InlineData("""{ "process": { "args": ["a",] } }""", "not valid JSON at line 1, column 29")]
    [InlineData("{ \"process\":\n { ", "not valid JSON at line 2, column 4")]
    [InlineData("", "not valid JSON at line 1, column 1")]
    [InlineData("{} {}", "not valid JSON at line 1, column 4")]
    public void What_is_wrong_is_named_with_its_place(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonException>(() => OciJson.RuntimeSpec.Read(System.Text.Encoding.UTF8.GetBytes(json))).Message);

    [Theory]
    [InlineData("{}", "\"pid\" is missing")]
    [InlineData("""{ "pid": null }""", "pid: a whole number of 32 bits is expected")]
    public void Required_member_must_be_there(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonException>(() => OciJson.StartedReply.Read(System.Text.Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void Missing_member_of_an_inner_document_is_named_with_its_place() =>
        Assert.Equal(
            "execs.[0]: \"pid\" is missing",
            Assert.Throws<JsonException>(() => OciJson.MonitorState.Read("""{ "id": "a", "pid": 1, "startTime": 2, "execs": [{ "execId": "x" }] }"""u8)).Message);

    [Fact]
    public void Texts_keep_every_character()
    {
        const string text = "quote \" backslash \\ newline \n nul \0 é 漢 😀 <&'>";

        Assert.Equal(text, OciJson.FailedReply.Read(OciJson.FailedReply.Write(new FailedReply { Kind = FailureKind.NotFound, Message = text })).Message);
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udc00b")]
    public void Half_a_surrogate_pair_becomes_the_replacement_character(string text)
    {
        var written = OciJson.FailedReply.Write(new FailedReply { Kind = FailureKind.NotFound, Message = text });

        Assert.Equal(JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text)), OciJson.FailedReply.Read(written).Message);
    }

    private static void CheckFull<T>(JsonFormat<T> format)
    {
        var full = (T)FullDocument.Of(typeof(T));
        var expected = JsonSerializer.Serialize(full, Oracle);

        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(format.Write(full)));
        Assert.Equal(expected, JsonSerializer.Serialize(format.Read(System.Text.Encoding.UTF8.GetBytes(expected)), Oracle));
    }
}
