using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Engine.Runtime.CommandLine;

/// <summary>The file that engines read to learn why a command failed (<c>--log</c>, <c>--log-format</c>): the form is that of runc's.</summary>
internal sealed class RuntimeLog(string? path, bool json)
{
    public void Error(string message)
    {
        if (path is null)
        {
            return;
        }

        var time = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = JsonEncodedText.Encode(message, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        var line = json
            ? $"{{\"level\":\"error\",\"msg\":\"{text}\",\"time\":\"{time}\"}}\n"
            : $"time=\"{time}\" level=error msg=\"{text}\"\n";
        try
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 1);
            file.Write(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error has the message too.
            StandardStream.WriteError($"cannot write the log {path}: {e.Message}\n");
        }
    }
}
