using Engine.Build.Verbs;

namespace Engine.Build;

internal static class Program
{
    private static readonly Verb[] Verbs =
        [new BuildVerb(), new TestVerb(), new DemoVerb(), new PublishVerb(), new InstallVerb(), new BenchVerb(), new CleanVerb()];

    private static async Task<int> Main(string[] args)
    {
        if (args is [] or ["--help" or "-h" or "help", ..])
        {
            Usage(Console.Out);
            return args.Length == 0 ? 2 : 0;
        }

        Verb? verb = Array.Find(Verbs, v => v.Name == args[0]);
        if (verb is null)
        {
            await Console.Error.WriteLineAsync($"'{args[0]}' is no verb.");
            Usage(Console.Error);
            return 2;
        }

        if (args.AsSpan(1).ContainsAny("--help", "-h"))
        {
            Console.WriteLine($"{verb.Name} {verb.Arguments}\n  {verb.Summary}");
            return 0;
        }

        try
        {
            return await verb.RunAsync(args[1..]);
        }
        catch (BuildFailedException failure)
        {
            await Console.Error.WriteLineAsync($"{verb.Name}: {failure.Message}");
            return failure.ExitCode;
        }
    }

    private static void Usage(TextWriter output)
    {
        output.WriteLine("usage: build.sh VERB [ARGUMENT...]   (build.ps1 has the same verbs)");
        foreach (Verb verb in Verbs)
        {
            output.WriteLine($"  {verb.Name,-8} {verb.Arguments,-24} {verb.Summary}");
        }
    }
}
