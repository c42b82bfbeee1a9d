namespace Engine.Benchmarks.Measuring;

/// <summary>Prints what was measured: a line for each measure, a column for each subject, ours first; then our ratio to each of the others, the promise and whether it is kept.</summary>
internal sealed class Table(IReadOnlyList<string> subjects)
{
    private const int MeasureWidth = 36;
    private const int SubjectWidth = 22;
    private const int RatioWidth = 10;
    private const int PromiseWidth = 28;

    private bool _headed;

    /// <summary>Prints a line of medians, with the smallest value in brackets.</summary>
    public void Add(string measure, string unit, IReadOnlyDictionary<string, List<double>> samples, Promise promise)
    {
        if (!_headed)
        {
            _headed = true;
            Print("median (minimum)", subjects, subjects.Skip(1).Select(s => $"÷ {s}"), "promise", "");
        }

        double ours = MedianOf(samples, subjects[0]) ?? double.NaN;
        Print(
            measure,
            subjects.Select(s => MedianOf(samples, s) is { } median ? $"{median:F1} ({samples[s].Min():F1}) {unit}".TrimEnd() : "–"),
            subjects.Skip(1).Select(s => MedianOf(samples, s) is { } theirs ? $"{ours / theirs:F2} ×" : "–"),
            promise.Text(unit),
            promise.Verdict(ours, MedianOf(samples, promise.Peer)));
    }

    /// <summary>Prints a line of single values.</summary>
    public void Add(string measure, string unit, IReadOnlyDictionary<string, double> values, Promise promise) =>
        Add(measure, unit, values.ToDictionary(v => v.Key, v => new List<double> { v.Value }), promise);

    private static void Print(string measure, IEnumerable<string> values, IEnumerable<string> ratios, string promise, string verdict) =>
        Console.WriteLine(
            $"{measure.PadRight(MeasureWidth)}{string.Concat(values.Select(v => v.PadLeft(SubjectWidth)))}"
            + $"{string.Concat(ratios.Select(r => r.PadLeft(RatioWidth)))}   {promise.PadRight(PromiseWidth)} {verdict}".TrimEnd());

    private static double? MedianOf(IReadOnlyDictionary<string, List<double>> samples, string subject)
    {
        if (!samples.TryGetValue(subject, out List<double>? values) || values.Count == 0)
        {
            return null;
        }

        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
