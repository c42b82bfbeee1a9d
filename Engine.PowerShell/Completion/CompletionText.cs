using System.Management.Automation;
using System.Management.Automation.Language;

namespace Engine.PowerShell.Completion;

/// <summary>Makes completions of values.</summary>
internal static class CompletionText
{
    /// <summary>A completion, in quotes when PowerShell would read the value as something else.</summary>
    public static CompletionResult Result(string value, string hint)
    {
        var plain = value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':') && value[0] is not ('-' or '.');
        var text = plain ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
        return new CompletionResult(text, value, CompletionResultType.ParameterValue, hint);
    }
}
