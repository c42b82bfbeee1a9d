using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Engine.Build.Help;

/// <summary>The summaries of an assembly's XML documentation as plain text.</summary>
internal sealed partial class XmlDocumentation(string path)
{
    private readonly Dictionary<string, XElement> _members =
        XDocument.Load(path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The first sentence about a type: what follows is for who reads the source.</summary>
    public string FirstSentence(Type type)
    {
        string text = Summary($"T:{type.FullName}");
        int end = text.IndexOfAny(['.', ':']);
        return end < 0 ? text : text[..end] + ".";
    }

    /// <summary>What a property is, also where it overrides another one and inherits its words.</summary>
    public string Summary(PropertyInfo property)
    {
        for (Type? type = property.DeclaringType; type is not null; type = type.BaseType)
        {
            if (_members.TryGetValue($"P:{type.FullName}.{property.Name}", out XElement? member) && member.Element("inheritdoc") is null)
            {
                return Summary($"P:{type.FullName}.{property.Name}");
            }
        }

        throw new HelpException(path, $"{property.DeclaringType!.Name}.{property.Name} has no summary");
    }

    private string Summary(string member)
    {
        string text = _members.TryGetValue(member, out XElement? element) && element.Element("summary") is { } summary
            ? Space().Replace(string.Concat(summary.Nodes().Select(Render)), " ").Trim()
            : "";
        return text.Length > 0 ? text : throw new HelpException(path, $"{member} has no summary");
    }

    private static string Render(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" or "paramref" } reference =>
            (reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name"))!.Value.Split('.', ':')[^1],
        XElement element => element.Value,
        XText text => text.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
