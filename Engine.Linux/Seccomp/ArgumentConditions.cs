namespace Engine.Linux.Seccomp;

/// <summary>Writes the conditions of a rule. Classic BPF has 32-bit words, so an argument of 64 bits is compared half by half, high first.</summary>
internal static class ArgumentConditions
{
    /// <summary>Writes all conditions of a rule and returns the place where they begin.</summary>
    /// <param name="filter">The program.</param>
    /// <param name="arguments">The conditions.</param>
    /// <param name="wide">Whether arguments have 64 bits; otherwise only their low halves are looked at, as the high ones are zero.</param>
    /// <param name="then">Where to go when all hold.</param>
    /// <param name="otherwise">Where to go when one does not.</param>
    internal static int Write(FilterBuilder filter, IReadOnlyList<SeccompArgument> arguments, bool wide, int then, int otherwise)
    {
        int place = then;
        for (int index = arguments.Count - 1; index >= 0; index--)
        {
            place = Write(filter, arguments[index], wide, place, otherwise);
        }

        return place;
    }

    private static int Write(FilterBuilder filter, SeccompArgument argument, bool wide, int then, int otherwise) => argument.Operator switch
    {
        SeccompOperator.EQ => Equal(filter, argument.Index, argument.Value, ulong.MaxValue, wide, then, otherwise),
        SeccompOperator.NE => Equal(filter, argument.Index, argument.Value, ulong.MaxValue, wide, otherwise, then),
        SeccompOperator.MaskedEQ => Equal(filter, argument.Index, argument.SecondValue, argument.Value, wide, then, otherwise),
        SeccompOperator.GT => Above(filter, argument, orEqual: false, wide, then, otherwise),
        SeccompOperator.LE => Above(filter, argument, orEqual: false, wide, otherwise, then),
        SeccompOperator.GE => Above(filter, argument, orEqual: true, wide, then, otherwise),
        SeccompOperator.LT => Above(filter, argument, orEqual: true, wide, otherwise, then),
        _ => throw new SeccompException($"unknown operator {argument.Operator}"),
    };

    private static int Equal(FilterBuilder filter, uint index, ulong value, ulong mask, bool wide, int then, int otherwise)
    {
        int place = EqualWord(filter, SeccompData.ArgumentLow(index), (uint)value, (uint)mask, then, otherwise);
        return wide
            ? EqualWord(filter, SeccompData.ArgumentHigh(index), (uint)(value >> 32), (uint)(mask >> 32), place, otherwise)
            : place;
    }

    private static int EqualWord(FilterBuilder filter, uint offset, uint value, uint mask, int then, int otherwise)
    {
        if (mask == 0 && value == 0)
        {
            return then;
        }

        filter.IfEqual(value, then, otherwise);
        if (mask != uint.MaxValue)
        {
            filter.And(mask);
        }

        return filter.Load(offset);
    }

    private static int Above(FilterBuilder filter, SeccompArgument argument, bool orEqual, bool wide, int then, int otherwise)
    {
        uint low = (uint)argument.Value;
        if (orEqual)
        {
            filter.IfGreaterOrEqual(low, then, otherwise);
        }
        else
        {
            filter.IfGreater(low, then, otherwise);
        }

        int place = filter.Load(SeccompData.ArgumentLow(argument.Index));
        if (!wide)
        {
            return place;
        }

        uint high = (uint)(argument.Value >> 32);
        int same = filter.IfEqual(high, place, otherwise);
        filter.IfGreater(high, then, same);
        return filter.Load(SeccompData.ArgumentHigh(argument.Index));
    }
}
