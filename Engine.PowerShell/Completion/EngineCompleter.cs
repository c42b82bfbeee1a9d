using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Engine.Protocol;

namespace Engine.PowerShell.Completion;

/// <summary>A completer that asks the engine. It has 200 ms and never fails: a prompt is no place for errors.</summary>
public abstract class EngineCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var session = fakeBoundParameters["Session"] as EngineSession ?? SessionTable.Default;
        var pattern = WildcardPattern.Get(wordToComplete.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        try
        {
            using var limit = new CancellationTokenSource(s_limit);
            var token = limit.Token;
            var found = Task.Run(
                async () => await CompleteAsync(await session.GetClientAsync(token).ConfigureAwait(false), commandName, token).ConfigureAwait(false), token);
            return [.. found.WaitAsync(token).GetAwaiter().GetResult()
                .Where(candidate => pattern.IsMatch(candidate.Value))
                .OrderBy(candidate => candidate.Value, StringComparer.OrdinalIgnoreCase)
                .Select(candidate => CompletionText.Result(candidate.Value, candidate.Hint))];
        }
        catch (Exception e) when (e is OperationCanceledException or EngineConnectionException || EngineFailure.From(e) is not null)
        {
            return [];
        }
    }

    /// <summary>Everything that could be meant, with a hint for a person.</summary>
    private protected abstract Task<IEnumerable<(string Value, string Hint)>> CompleteAsync(
        EngineClient client, string command, CancellationToken cancellationToken);
}
