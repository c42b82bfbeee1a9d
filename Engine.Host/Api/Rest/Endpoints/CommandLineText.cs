namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>A command line as lists show it: words with blanks are quoted.</summary>
internal static class CommandLineText
{
    public static string Join(string path, IReadOnlyList<string> arguments) =>
        arguments.Count == 0 ? path : $"{path} {string.Join(' ', arguments.Select(Quote))}";

    private static string Quote(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;
}
