namespace Engine.Benchmarks.Measuring;

/// <summary>Prints what was measured: a line for each measure, a column for each subject, ours first and the ratios to it last.</summary>
internal sealed class Table(IReadOnlyList<string> subjects)
{
    private bool _headed;

    /// <summary>Prints a line of medians, with the smallest value in brackets.</summary>
    public void Add(string measure, string unit, IReadOnlyDictionary<string, List<double>> samples, string promise)
    {
        if (!_headed)
        {
            _headed = true;
            Console.WriteLine($"{"median (minimum)",-34}{string.Concat(subjects.Select(s => $"{s,22}"))}   {"ours to each",-22}promise");
        }

        IEnumerable<string> cells = subjects.Select(s => samples.TryGetValue(s, out List<double>? values) && values.Count > 0
            ? $"{Median(values),9:F1} ({values.Min():F1}) {unit}" : "–");
        double ours = samples.TryGetValue(subjects[0], out List<double>? own) && own.Count > 0 ? Median(own) : double.NaN;
        IEnumerable<string> ratios = subjects.Skip(1).Select(s => samples.TryGetValue(s, out List<double>? values) && values.Count > 0 ? $"{ours / Median(values):F2} ×" : "–");
        Console.WriteLine($"{measure,-34}{string.Concat(cells.Select(c => $"{c,22}"))}   {string.Join("  ", ratios),-22}{promise}");
    }

    /// <summary>Prints a line of single values.</summary>
    public void Add(string measure, string unit, IReadOnlyDictionary<string, double> values, string promise) =>
        Add(measure, unit, values.ToDictionary(v => v.Key, v => new List<double> { v.Value }), promise);

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
