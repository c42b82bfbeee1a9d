using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace Engine.Build.Help;

/// <summary>A parameter in one parameter set.</summary>
internal sealed class ParameterDescription
{
    /// <summary>The set of a parameter that belongs to all of them.</summary>
    public const string EverySet = "";

    private ParameterDescription(string name, string text) => (Name, Text) = (name, text);

    public ParameterDescription(PropertyInfo property, DeclaredAttribute use, XmlDocumentation words)
        : this(property.Name, words.Summary(property))
    {
        Set = use.Named("ParameterSetName", EverySet);
        Mandatory = use.Named("Mandatory", false);
        Position = use.Named<int?>("Position", null);
        ByValue = use.Named("ValueFromPipeline", false);
        ByName = use.Named("ValueFromPipelineByPropertyName", false);
        Rest = use.Named("ValueFromRemainingArguments", false);
        Wildcards = DeclaredAttribute.On<SupportsWildcardsAttribute>(property).Any();
        Aliases = [.. DeclaredAttribute.On<AliasAttribute>(property).SelectMany(alias => alias.List<string>())];
        Type = NameOf(property.PropertyType);
        IsList = property.PropertyType.IsArray;
    }

    public string Name { get; }

    /// <summary>What it means.</summary>
    public string Text { get; }

    public string Set { get; } = EverySet;

    public bool Mandatory { get; }

    public int? Position { get; }

    /// <summary>Takes the pipeline's objects.</summary>
    public bool ByValue { get; }

    /// <summary>Takes a property of the pipeline's objects.</summary>
    public bool ByName { get; }

    /// <summary>Takes every argument that nothing else takes.</summary>
    public bool Rest { get; }

    public bool Wildcards { get; }

    public IReadOnlyList<string> Aliases { get; private init; } = [];

    /// <summary>The type as PowerShell writes it.</summary>
    public string Type { get; private init; } = "";

    public bool IsList { get; }

    public bool IsSwitch => Type == nameof(SwitchParameter);

    public static ParameterDescription Switch(string name, string alias, string text) =>
        new(name, text) { Aliases = [alias], Type = nameof(SwitchParameter) };

    private static string NameOf(Type type) => type switch
    {
        { IsArray: true } => NameOf(type.GetElementType()!) + "[]",
        _ when Nullable.GetUnderlyingType(type) is { } value => NameOf(value),
        _ when type == typeof(IDictionary) => nameof(Hashtable),
        _ => type.Name,
    };
}
