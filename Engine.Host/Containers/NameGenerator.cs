using System.Security.Cryptography;

namespace Engine.Host.Containers;

/// <summary>Names for containers that were given none: an adjective and a person of computing's history, as users know it.</summary>
internal static class NameGenerator
{
    private static readonly string[] Adjectives =
    [
        "able", "agile", "amber", "apt", "bold", "brave", "bright", "brisk", "calm", "candid", "clever", "cosmic", "crisp", "curious", "daring",
        "deft", "eager", "earnest", "fearless", "fluent", "fond", "frank", "gentle", "glad", "golden", "graceful", "happy", "hardy", "honest",
        "jolly", "keen", "kind", "lively", "loyal", "lucid", "merry", "mighty", "modest", "nimble", "noble", "patient", "placid", "plucky",
        "proud", "quick", "quiet", "radiant", "sage", "serene", "sharp", "silent", "sincere", "steady", "stoic", "sturdy", "sunny", "swift",
        "tender", "trusty", "upbeat", "vivid", "warm", "wise", "witty", "zesty",
    ];

    private static readonly string[] People =
    [
        "allen", "babbage", "backus", "bartik", "berezin", "berners", "borg", "brooks", "cerf", "church", "clarke", "codd", "cray", "dahl",
        "diffie", "dijkstra", "easley", "engelbart", "ershov", "estrin", "euler", "feinler", "floyd", "galois", "gauss", "goldberg", "goldwasser",
        "granville", "hamilton", "hamming", "hellman", "hoare", "holberton", "hopper", "jacobson", "johnson", "kahn", "kay", "kernighan",
        "kleinrock", "knuth", "lamarr", "lamport", "leibniz", "liskov", "lovelace", "mccarthy", "mcilroy", "meitner", "moore", "naur",
        "noether", "nygaard", "pascal", "perlman", "postel", "rabin", "ritchie", "scott", "shannon", "sinoussi", "spence", "stallman",
        "sutherland", "tarjan", "thompson", "torvalds", "turing", "vaughan", "wilkes", "wirth", "zuse",
    ];

    /// <summary>A name that <paramref name="isFree"/> accepts.</summary>
    public static string Next(Predicate<string> isFree)
    {
        for (int attempt = 0; ; attempt++)
        {
            string name = Pick(Adjectives) + "_" + Pick(People) + (attempt < 6 ? "" : RandomNumberGenerator.GetInt32(10, 100_000).ToString());
            if (isFree(name))
            {
                return name;
            }
        }
    }

    private static string Pick(string[] words) => words[RandomNumberGenerator.GetInt32(words.Length)];
}
