using System.Globalization;
using System.Xml.Linq;

namespace Engine.Build.Help;

/// <summary>Writes the XML that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_help = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(IReadOnlyDictionary<CmdletDescription, MarkdownPage> cmdlets, string path) =>
        new XDocument(new XElement(s_help + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(entry => Command(entry.Key, entry.Value)))).Save(path);

    private static XElement Command(CmdletDescription cmdlet, MarkdownPage page) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", cmdlet.Name),
            Words(s_maml + "description", [cmdlet.Synopsis]),
            new XElement(s_command + "verb", cmdlet.Verb),
            new XElement(s_command + "noun", cmdlet.Noun)),
        Words(s_maml + "description", page.Description),
        new XElement(s_command + "syntax", cmdlet.Syntaxes.Select(set => new XElement(
            s_command + "syntaxItem", new XElement(s_maml + "name", cmdlet.Name), set.Select(parameter => Parameter(parameter, parameter.IsSwitch))))),
        new XElement(s_command + "parameters", cmdlet.Parameters.DistinctBy(parameter => parameter.Name).Select(parameter => Parameter(parameter, isBare: false))),
        new XElement(s_command + "inputTypes", cmdlet.Parameters.Where(parameter => parameter.ByValue).Select(parameter => parameter.Type.TrimEnd('[', ']')).Distinct()
            .Select(type => new XElement(s_command + "inputType", TypeOf(type)))),
        new XElement(s_command + "returnValues", cmdlet.Outputs.Select(type => new XElement(s_command + "returnValue", TypeOf(type)))),
        new XElement(s_maml + "alertSet", Notes(cmdlet, page).Select(note => Words(s_maml + "alert", [note]))),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", page.Links.Select(link => new XElement(
            s_maml + "navigationLink", new XElement(s_maml + "linkText", link), new XElement(s_maml + "uri")))));

    private static IEnumerable<string> Notes(CmdletDescription cmdlet, MarkdownPage page) =>
        cmdlet.Aliases.Count == 0 ? page.Notes : page.Notes.Prepend($"Alias: {string.Join(", ", cmdlet.Aliases)}");

    /// <param name="parameter">The parameter.</param>
    /// <param name="isBare">Without a value, as a switch is written in a syntax.</param>
    private static XElement Parameter(ParameterDescription parameter, bool isBare) => new(
        s_command + "parameter",
        new XAttribute("required", Lower(parameter.Mandatory)),
        new XAttribute("variableLength", Lower(parameter.Rest)),
        new XAttribute("globbing", Lower(parameter.Wildcards)),
        new XAttribute("pipelineInput", PipelineInput(parameter)),
        new XAttribute("position", parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(s_maml + "name", parameter.Name),
        Words(s_maml + "description", [parameter.Text]),
        isBare ? null : new XElement(
            s_command + "parameterValue",
            new XAttribute("required", Lower(!parameter.IsSwitch)),
            new XAttribute("variableLength", Lower(parameter.IsList)),
            parameter.Type),
        TypeOf(parameter.Type),
        new XElement(s_dev + "defaultValue", parameter.IsSwitch ? "False" : "None"));

    private static string PipelineInput(ParameterDescription parameter) => (parameter.ByValue, parameter.ByName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static XElement Example(HelpExample example, int index) => new(
        s_command + "example",
        new XElement(s_maml + "title", $"Example {index + 1}: {example.Title}"),
        new XElement(s_dev + "code", example.Code),
        Words(s_dev + "remarks", [.. example.Remarks, ""]));

    private static XElement TypeOf(string type) => new(s_dev + "type", new XElement(s_maml + "name", type), new XElement(s_maml + "uri"));

    private static XElement Words(XName name, IEnumerable<string> paragraphs) => new(name, paragraphs.Select(paragraph => new XElement(s_maml + "para", paragraph)));

    private static string Lower(bool value) => value ? "true" : "false";
}
