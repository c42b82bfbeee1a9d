using System.Management.Automation;

namespace Engine.Build.Help;

/// <summary>A cmdlet as its attributes declare it.</summary>
internal sealed class CmdletDescription
{
    public CmdletDescription(Type type, XmlDocumentation words)
    {
        DeclaredAttribute cmdlet = DeclaredAttribute.On<CmdletAttribute>(type).Single();
        (Verb, Noun) = (cmdlet.Argument<string>(0), cmdlet.Argument<string>(1));
        Synopsis = words.FirstSentence(type);
        Aliases = [.. DeclaredAttribute.On<AliasAttribute>(type).SelectMany(alias => alias.List<string>())];
        Outputs = [.. DeclaredAttribute.On<OutputTypeAttribute>(type).SelectMany(output => output.List<Type>()).Select(output => output.Name)];
        List<ParameterDescription> parameters = [.. type.GetProperties()
            .SelectMany(property => DeclaredAttribute.On<ParameterAttribute>(property).Select(use => new ParameterDescription(property, use, words)))];
        if (cmdlet.Named("SupportsShouldProcess", false))
        {
            parameters.Add(ParameterDescription.Switch("WhatIf", "wi", "Show what would be done, and do nothing."));
            parameters.Add(ParameterDescription.Switch("Confirm", "cf", "Ask before anything is done."));
        }

        Parameters = [.. parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
        string[] sets = [.. parameters.Select(parameter => parameter.Set).Where(set => set != ParameterDescription.EverySet).Distinct()
            .OrderByDescending(set => set == cmdlet.Named("DefaultParameterSetName", "")).ThenBy(set => set, StringComparer.Ordinal)];
        Syntaxes = [.. (sets.Length == 0 ? [ParameterDescription.EverySet] : sets).Select(InSet)];
    }

    public string Name => $"{Verb}-{Noun}";

    public string Verb { get; }

    public string Noun { get; }

    /// <summary>One sentence.</summary>
    public string Synopsis { get; }

    public IReadOnlyList<string> Aliases { get; }

    /// <summary>Names of the types it writes.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Each parameter once for every set that declares it.</summary>
    public IReadOnlyList<ParameterDescription> Parameters { get; }

    /// <summary>The parameters of each set, in the order in which they are written down; the default set first.</summary>
    public IReadOnlyList<IReadOnlyList<ParameterDescription>> Syntaxes { get; }

    private ParameterDescription[] InSet(string set) =>
    [
        .. Parameters.Where(parameter => parameter.Set == set || parameter.Set == ParameterDescription.EverySet)
            .OrderBy(parameter => parameter.Position ?? int.MaxValue).ThenByDescending(parameter => parameter.Mandatory)
            .ThenBy(parameter => parameter.Name is "WhatIf" or "Confirm"),
    ];
}
