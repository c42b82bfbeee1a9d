using System.Text;
using Engine.Runtime.Monitor;

namespace Engine.Runtime.Tests.Monitor;

/// <summary>The expected texts were compared with the log that dockerd 28 wrote for the same bytes.</summary>
public sealed class JsonLogEntryTests
{
    private const long Time = 1_764_000_000_120_000_000;

    [Theory]
    [InlineData("68656c6c6f", "hello")]
    [InlineData("", "")]
    [InlineData("09", @"\u0009")]
    [InlineData("00011f", @"\u0000\u0001\u001f")]
    [InlineData("7f", "\u007f")]
    [InlineData("0d", @"\r")]
    [InlineData("0c08", @"\u000c\u0008")]
    [InlineData("225c2f", @"\""\\/")]
    [InlineData("3c3e26", @"\u003c\u003e\u0026")]
    [InlineData("1b5b33316d", @"\u001b[31m")]
    [InlineData("c3a4e282acf09f9880", "ä€😀")]
    [InlineData("e280a8e280a9e280aa", "\\u2028\\u2029\u202a")]
    [InlineData("ff", @"\ufffd")]
    [InlineData("c3", @"\ufffd")]
    [InlineData("e282", @"\ufffd\ufffd")]
    [InlineData("e28261", @"\ufffd\ufffda")]
    [InlineData("f09f98", @"\ufffd\ufffd\ufffd")]
    [InlineData("eda080", @"\ufffd\ufffd\ufffd")]
    [InlineData("c080", @"\ufffd\ufffd")]
    [InlineData("f4908080", @"\ufffd\ufffd\ufffd\ufffd")]
    [InlineData("efbfbd", "\ufffd")]
    public void Line_is_escaped_as_dockerd_does(string hex, string escaped)
    {
        var buffer = new byte[1024];
        var length = JsonLogEntry.Write(buffer, Convert.FromHexString(hex), ended: true, "stdout"u8, default, Time);
        Assert.Equal(
            $$"""{"log":"{{escaped}}\n","stream":"stdout","time":"2025-11-24T16:00:00.12Z"}""" + "\n", Encoding.UTF8.GetString(buffer, 0, length));
    }

    [Fact]
    public void Part_of_a_line_has_no_newline_and_attributes_stand_before_the_time()
    {
        var buffer = new byte[1024];
        var attributes = JsonLogEntry.EncodeAttributes(new Dictionary<string, string> { ["tag"] = "a\"b", ["env"] = "<1>" });
        var length = JsonLogEntry.Write(buffer, "part"u8, ended: false, "stderr"u8, attributes, Time);
        Assert.Equal(
            """{"log":"part","stream":"stderr","attrs":{"env":"\u003c1\u003e","tag":"a\"b"},"time":"2025-11-24T16:00:00.12Z"}""" + "\n",
            Encoding.UTF8.GetString(buffer, 0, length));
    }

    [Fact]
    public void Longest_possible_entry_fits_its_bound()
    {
        var line = new byte[LogLineBuffer.Capacity];
        line.AsSpan().Fill(0xff);
        var buffer = new byte[JsonLogEntry.MaxLength(line.Length, 2)];
        var length = JsonLogEntry.Write(buffer, line, ended: true, "stdout"u8, "{}"u8, Time + 123_456_789);
        Assert.InRange(length, line.Length * 6, buffer.Length);
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(100_000_000, "1970-01-01T00:00:00.1Z")]
    [InlineData(1_709_210_096_000_001_000, "2024-02-29T12:34:56.000001Z")]
    [InlineData(1_709_210_096_999_999_999, "2024-02-29T12:34:56.999999999Z")]
    public void Time_has_no_trailing_zeros(long nanoseconds, string expected)
    {
        Span<byte> buffer = stackalloc byte[Rfc3339.MaxLength];
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer[..Rfc3339.Write(buffer, nanoseconds)]));
    }
}
