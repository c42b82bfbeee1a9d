namespace Engine.Linux.Seccomp;

/// <summary>How an argument is compared (seccomp_rule_add(3)).</summary>
public enum SeccompOperator
{
    /// <summary>Not equal: <c>SCMP_CMP_NE</c>.</summary>
    NE,

    /// <summary>Less than: <c>SCMP_CMP_LT</c>.</summary>
    LT,

    /// <summary>Less than or equal: <c>SCMP_CMP_LE</c>.</summary>
    LE,

    /// <summary>Equal: <c>SCMP_CMP_EQ</c>.</summary>
    EQ,

    /// <summary>Greater than or equal: <c>SCMP_CMP_GE</c>.</summary>
    GE,

    /// <summary>Greater than: <c>SCMP_CMP_GT</c>.</summary>
    GT,

    /// <summary>Equal to the second value after a bitwise and with the first: <c>SCMP_CMP_MASKED_EQ</c>.</summary>
    MaskedEQ,
}
