namespace Engine.Linux.Seccomp;

/// <summary>A condition on one argument of a system call.</summary>
/// <param name="Index">Which argument, 0 to 5.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what; the mask of <see cref="SeccompOperator.MaskedEQ"/>.</param>
/// <param name="SecondValue">What the masked argument must equal, only for <see cref="SeccompOperator.MaskedEQ"/>.</param>
public sealed record SeccompArgument(uint Index, SeccompOperator Operator, ulong Value, ulong SecondValue = 0);
