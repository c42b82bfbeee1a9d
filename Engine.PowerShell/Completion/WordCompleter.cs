using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Engine.PowerShell.Completion;

/// <summary>A completer of words that are known beforehand. Other words are as good.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private protected abstract IReadOnlyList<(string Word, string Hint)> Words { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Words.Where(entry => entry.Word.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(entry => CompletionText.Result(entry.Word, entry.Hint));
}
