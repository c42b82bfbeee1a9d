using Engine.Host.Api.Rest.Routing;

namespace Engine.Host.Tests.Api;

public sealed class RouteTableTests
{
    private static readonly RouteTable s_routes = new RouteTable()
        .Get("/images/json", _ => Task.CompletedTask)
        .Get("/images/{name*}/json", _ => Task.CompletedTask)
        .Delete("/images/{name*}", _ => Task.CompletedTask)
        .Get("/containers/{id}/json", _ => Task.CompletedTask);

    [Theory]
    [InlineData("GET", "images/json", "/images/json", "")]
    [InlineData("GET", "images/a/json", "/images/{name*}/json", "a")]
    [InlineData("GET", "images/registry:5000/a/b:c/json", "/images/{name*}/json", "registry:5000/a/b:c")]
    [InlineData("DELETE", "images/a/b", "/images/{name*}", "a/b")]
    [InlineData("GET", "containers/x/json", "/containers/{id}/json", "x")]
    public void A_path_finds_its_route_and_captures(string method, string path, string template, string capture)
    {
        var found = s_routes.Find(method, path.Split('/'));
        Assert.Equal(template, found!.Value.Route.Template);
        Assert.Equal(capture, string.Join('|', found.Value.Captures));
    }

    [Theory]
    [InlineData("POST", "images/json")]
    [InlineData("GET", "containers/x/y/json")]
    [InlineData("GET", "containers/json")]
    [InlineData("GET", "images")]
    public void Another_path_finds_none(string method, string path) => Assert.Null(s_routes.Find(method, path.Split('/')));

    [Theory]
    [InlineData("v1.51", 1, 51)]
    [InlineData("v1.24", 1, 24)]
    public void A_version_segment_is_read(string segment, int major, int minor)
    {
        Assert.True(ApiVersion.TryParseSegment(segment, out var version));
        Assert.Equal(new ApiVersion(major, minor), version);
    }

    [Theory]
    [InlineData("vX")]
    [InlineData("v1")]
    [InlineData("v.1")]
    [InlineData("1.51")]
    [InlineData("volumes")]
    public void Other_segments_are_no_versions(string segment) => Assert.False(ApiVersion.TryParseSegment(segment, out _));

    [Fact]
    public void Versions_compare_by_number_not_by_text() => Assert.True(new ApiVersion(1, 9) < new ApiVersion(1, 24));
}
