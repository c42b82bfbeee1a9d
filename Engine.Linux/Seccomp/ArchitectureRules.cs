namespace Engine.Linux.Seccomp;

/// <summary>The rules of one architecture, by system call number, and what they come to as code.</summary>
internal sealed class ArchitectureRules(SeccompArchitecture architecture)
{
    // The call's number in the high half and the rule's index in the low one: sorting brings a call's rules together, in their order.
    private readonly List<ulong> _keys = new(512);
    private uint _highest;
    private bool _any;

    internal SeccompArchitecture Architecture => architecture;

    /// <summary>Takes note that the document knows a call, whether or not it has a rule that matters.</summary>
    internal void Mention(uint number)
    {
        _highest = Math.Max(_highest, number);
        _any = true;
    }

    /// <summary>Adds a rule for a call.</summary>
    internal void Add(uint number, int rule) => _keys.Add((ulong)number << 32 | (uint)rule);

    /// <summary>
    /// Appends the architecture's numbers, cut into ranges that are treated alike.
    /// </summary>
    /// <param name="ranges">Receives the ranges.</param>
    /// <param name="rules">All rules of the document.</param>
    /// <param name="first">The lowest number that is the architecture's.</param>
    /// <param name="defaultAnswer">For calls without a rule.</param>
    /// <param name="newerAnswer">For calls above all that the document knows.</param>
    internal void AppendRanges(List<NumberRange> ranges, List<CompiledRule> rules, uint first, uint defaultAnswer, uint newerAnswer)
    {
        _keys.Sort();
        uint next = first;
        for (int start = 0; start < _keys.Count;)
        {
            uint number = (uint)(_keys[start] >> 32);
            int end = start;
            int unconditional = -1;
            while (end < _keys.Count && (uint)(_keys[end] >> 32) == number)
            {
                int rule = (int)(uint)_keys[end];
                if (unconditional < 0 && rules[rule].Arguments.Count == 0)
                {
                    unconditional = rule;
                }

                end++;
            }

            if (number > next)
            {
                Append(ranges, new(next, defaultAnswer, null));
            }

            // As in libseccomp a rule without conditions outdoes those with, wherever it stands.
            Append(ranges, unconditional >= 0
                ? new(number, rules[unconditional].Answer, null)
                : new(number, defaultAnswer, RuleIndices(start, end)));
            next = number + 1;
            start = end;
        }

        if (next <= _highest || !_any)
        {
            Append(ranges, new(next, defaultAnswer, null));
        }

        if (_any)
        {
            Append(ranges, new(_highest + 1, newerAnswer, null));
        }
    }

    private int[] RuleIndices(int start, int end)
    {
        int[] indices = new int[end - start];
        for (int index = start; index < end; index++)
        {
            indices[index - start] = (int)(uint)_keys[index];
        }

        return indices;
    }

    private static void Append(List<NumberRange> ranges, NumberRange range)
    {
        if (ranges.Count > 0 && range.Rules is null && ranges[^1].Rules is null && ranges[^1].Answer == range.Answer)
        {
            return;
        }

        ranges.Add(range);
    }
}
