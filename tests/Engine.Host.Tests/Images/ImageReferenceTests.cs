using Engine.Host.Errors;
using Engine.Host.Images;

namespace Engine.Host.Tests.Images;

public sealed class ImageReferenceTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("busybox", "docker.io/library/busybox", "busybox")]
    [InlineData("busybox:1.36", "docker.io/library/busybox:1.36", "busybox:1.36")]
    [InlineData("library/busybox", "docker.io/library/busybox", "busybox")]
    [InlineData("docker.io/busybox", "docker.io/library/busybox", "busybox")]
    [InlineData("index.docker.io/library/busybox", "docker.io/library/busybox", "busybox")]
    [InlineData("me/app", "docker.io/me/app", "me/app")]
    [InlineData("localhost/app", "localhost/app", "localhost/app")]
    [InlineData("localhost:5000/app:v1", "localhost:5000/app:v1", "localhost:5000/app:v1")]
    [InlineData("Registry/app", "Registry/app", "Registry/app")]
    [InlineData("[::1]:5000/a/b", "[::1]:5000/a/b", "[::1]:5000/a/b")]
    [InlineData("quay.io/a/b__c/d-e---f.g:T_1.x-Y", "quay.io/a/b__c/d-e---f.g:T_1.x-Y", "quay.io/a/b__c/d-e---f.g:T_1.x-Y")]
    [InlineData("busybox@sha256:" + Hex, "docker.io/library/busybox@sha256:" + Hex, "busybox@sha256:" + Hex)]
    [InlineData("a:t@sha256:" + Hex, "docker.io/library/a:t@sha256:" + Hex, "a:t@sha256:" + Hex)]
    public void Short_forms_become_full_and_back(string text, string full, string familiar)
    {
        var reference = ImageReference.Parse(text);
        Assert.Equal((full, familiar), (reference.ToString(), reference.Familiar));
        Assert.Equal(reference, ImageReference.Parse(full));
    }

    [Theory]
    [InlineData("", "invalid reference format")]
    [InlineData(":tag", "invalid reference format")]
    [InlineData("a b", "invalid reference format")]
    [InlineData("a/", "invalid reference format")]
    [InlineData("/a", "invalid reference format")]
    [InlineData("a//b", "invalid reference format")]
    [InlineData("-a", "invalid reference format")]
    [InlineData("a..b", "invalid reference format")]
    [InlineData("a___b", "invalid reference format")]
    [InlineData("a:", "invalid reference format")]
    [InlineData("a:-t", "invalid reference format")]
    [InlineData("a\n", "invalid reference format")]
    [InlineData("a@sha256:abc", "invalid reference format")]
    [InlineData("../etc/passwd", "invalid reference format")]
    [InlineData("X", "invalid reference format: repository name (library/X) must be lowercase")]
    [InlineData("quay.io/Foo:1", "invalid reference format: repository name (Foo) must be lowercase")]
    [InlineData(Hex, "invalid repository name (" + Hex + "), cannot specify 64-byte hexadecimal strings")]
    [InlineData("a@md5:0123456789abcdef0123456789abcdef", "invalid reference format: unsupported digest algorithm")]
    public void What_is_no_reference_is_refused_in_dockers_words(string text, string message)
    {
        var refusal = Assert.Throws<InvalidArgumentException>(() => ImageReference.Parse(text));
        Assert.Equal((message, ErrorCode.InvalidReference), (refusal.Message, refusal.Code));
    }

    [Fact]
    public void Tags_have_128_characters_at_most_and_paths_255()
    {
        Assert.Equal(128, ImageReference.Parse("a:" + new string('t', 128)).Tag!.Length);
        Assert.Throws<InvalidArgumentException>(() => ImageReference.Parse("a:" + new string('t', 129)));
        Assert.Equal(255, ImageReference.Parse("x.io/" + new string('p', 255)).Path.Length);
        Assert.Throws<InvalidArgumentException>(() => ImageReference.Parse("x.io/" + new string('p', 256)));
    }

    [Fact]
    public void Whatever_parses_comes_back_the_same_and_holds_nothing_but_the_grammar()
    {
        // A fixed seed: the same 200,000 strings every time.
        var random = new Random(20240229);
        const string Alphabet = "ab9.-_:/@AZ \0é[]";
        for (var i = 0; i < 200_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (!ImageReference.TryParse(text, out var reference))
            {
                continue;
            }

            Assert.Equal(reference, ImageReference.Parse(reference!.ToString()));
            Assert.Equal(reference, ImageReference.Parse(reference.Familiar));
            Assert.DoesNotContain(reference.ToString(), c => c is ' ' or '\0' or 'é');
            Assert.DoesNotContain("..", reference.Path);
            Assert.False(reference.Path.StartsWith('/') || reference.Path.EndsWith('/'));
        }
    }
}
