namespace Engine.Host.Configuration;

/// <summary>What an option takes.</summary>
internal enum OptionShape
{
    /// <summary>One text.</summary>
    Text,

    /// <summary>True or false; as a flag, true without a value.</summary>
    Switch,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Any number of texts: a repeated flag, an array in the file.</summary>
    TextList,

    /// <summary>Any number of address pools: <c>base=CIDR,size=N</c> as a flag, objects in the file.</summary>
    PoolList,
}
