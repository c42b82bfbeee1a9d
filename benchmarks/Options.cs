namespace Engine.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>Names other engines where no option does: <c>NAME=unix:///SOCKET</c>, several with commas between them.</summary>
    public const string EnginesVariable = "ENGINE_BENCH_ENGINES";

    /// <summary><c>runtime</c>, <c>api</c>, <c>images</c> or <c>all</c>.</summary>
    public string Subject { get; private init; } = "all";

    public bool Help { get; private init; }

    /// <summary>Runtimes by name; empty: those found.</summary>
    public IReadOnlyDictionary<string, string> Runtimes { get; private init; } = new Dictionary<string, string>();

    /// <summary>Other engines' sockets by name.</summary>
    public IReadOnlyDictionary<string, string> Engines { get; private init; } = new Dictionary<string, string>();

    /// <summary>How often each measurement is made.</summary>
    public int Rounds { get; private init; } = 20;

    /// <summary>How many containers run at once when memory is measured.</summary>
    public int Containers { get; private init; } = 50;

    /// <summary>A docker-archive to load and save.</summary>
    public string? Archive { get; private init; }

    public static Options Parse(string[] args)
    {
        var options = new Options();
        Dictionary<string, string> runtimes = [], engines = [];
        foreach (string pair in (Environment.GetEnvironmentVariable(EnginesVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(engines, pair);
        }

        for (int i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new FormatException($"{args[i - 1]} needs a value");
            switch (args[i])
            {
                case "runtime" or "api" or "images":
                    options = options with { Subject = args[i] };
                    break;
                case "--help" or "-h":
                    options = options with { Help = true };
                    break;
                case "--runtime":
                    Add(runtimes, Value());
                    break;
                case "--engine":
                    Add(engines, Value());
                    break;
                case "--rounds":
                    options = options with { Rounds = int.Parse(Value()) };
                    break;
                case "--containers":
                    options = options with { Containers = int.Parse(Value()) };
                    break;
                case "--archive":
                    options = options with { Archive = Path.GetFullPath(Value()) };
                    break;
                default:
                    throw new FormatException($"'{args[i]}' is not understood");
            }
        }

        return options with { Runtimes = runtimes, Engines = engines };
    }

    private static void Add(Dictionary<string, string> target, string pair)
    {
        int equals = pair.IndexOf('=');
        target[equals > 0 ? pair[..equals] : throw new FormatException($"'{pair}' is not NAME=VALUE")] = pair[(equals + 1)..];
    }
}
