using Engine.Host.Api.Rest.Routing;
using Engine.Host.Errors;

namespace Engine.Host.Tests.Api;

public sealed class FilterTermsTests
{
    [Fact]
    public void Both_forms_of_the_api_are_read()
    {
        var terms = FilterTerms.Parse("""{"label":["a=b","c"],"status":{"running":true,"paused":false}}""");
        Assert.Equal(["a=b", "c"], terms["label"]);
        Assert.Equal(["running"], terms["status"]);
    }

    [Theory]
    [InlineData("bad")]
    [InlineData("[]")]
    [InlineData("""{"label":5}""")]
    [InlineData("""{"label":[5]}""")]
    public void What_is_no_filter_is_refused_in_dockers_words(string json) =>
        Assert.Equal("invalid filter", Assert.Throws<InvalidArgumentException>(() => FilterTerms.Parse(json)).Message);
}
