namespace Engine.Benchmarks.Measuring;

/// <summary>Measures several subjects in turn, A B C A B C, so that what else the machine does meets all of them alike.</summary>
internal static class Alternation
{
    /// <summary>Answers each subject's samples. One round before the first counted one warms caches.</summary>
    public static async Task<IReadOnlyDictionary<string, List<double>>> MeasureAsync<T>(
        IReadOnlyDictionary<string, T> subjects, int rounds, Func<T, Task<double>> measure)
    {
        Dictionary<string, List<double>> samples = subjects.Keys.ToDictionary(name => name, _ => new List<double>());
        for (int round = -1; round < rounds; round++)
        {
            foreach ((string name, T subject) in subjects)
            {
                double sample = await measure(subject);
                if (round >= 0)
                {
                    samples[name].Add(sample);
                }
            }
        }

        return samples;
    }
}
