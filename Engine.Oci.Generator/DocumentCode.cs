using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Engine.Oci.Generator;

/// <summary>The format, the reader and the writer of one record.</summary>
internal static class DocumentCode
{
    public static void Append(StringBuilder text, INamedTypeSymbol type, JsonValueCode values)
    {
        var name = type.Name;
        var full = JsonValueCode.Full(type);
        var properties = Properties(type).ToList();
        text.Append($$"""
                /// <summary>JSON of <see cref="{{full}}"/>.</summary>
                public static JsonFormat<{{full}}> {{name}} => field ??= new(Read{{name}}, Write{{name}});

                private static {{full}} Read{{name}}(ref Utf8JsonReader reader)
                {
                    JsonValue.ExpectObject(ref reader);

            """);
        foreach (var property in properties)
        {
            text.AppendLine($"        {Local(property, out var initial)} {Variable(property)} = {initial};");
        }

        text.Append("""
                    while (JsonValue.NextName(ref reader))
                    {

            """);
        foreach (var property in properties)
        {
            var orNull = IsNullable(property) ? "JsonValue.IsNull(ref reader) ? null : " : "";
            text.AppendLine($$"""
                        if (reader.ValueTextEquals("{{JsonName(property.Name)}}"u8))
                        {
                            reader.Read();
                            {{Variable(property)}} = {{orNull}}{{values.Read(property.Type)}};
                            continue;
                        }

            """);
        }

        text.AppendLine($$"""
                        reader.Skip();
                    }

                    return new {{full}}
                    {
            """);
        foreach (var property in properties)
        {
            var orFail = property.IsRequired ? $" ?? throw JsonValue.Missing(\"{JsonName(property.Name)}\")" : "";
            text.AppendLine($"            {property.Name} = {Variable(property)}{orFail},");
        }

        text.AppendLine($$"""
                    };
                }

                private static void Write{{name}}(Utf8JsonWriter writer, {{full}} value)
                {
                    writer.WriteStartObject();
            """);
        foreach (var property in properties)
        {
            var open = IsNullable(property) ? $"if (value.{property.Name} is {{ }} {Variable(property)})" : "";
            var value = IsNullable(property) ? Variable(property) : "value." + property.Name;
            text.AppendLine($$"""
                        {{open}}
                        {
                            writer.WritePropertyName("{{JsonName(property.Name)}}"u8);
                            {{values.Write(property.Type, value)}}
                        }

            """);
        }

        text.AppendLine("""
                    writer.WriteEndObject();
                }

            """);
    }

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>().Where(p => p.SetMethod is not null && p.DeclaredAccessibility == Accessibility.Public && !p.IsStatic);

    /// <summary>The type of the local variable for a property, and the value it has when the document does not say.</summary>
    private static string Local(IPropertySymbol property, out string initial)
    {
        var type = JsonValueCode.Full(property.Type);
        if (property.IsRequired || IsNullable(property))
        {
            initial = "null";
            return type.EndsWith("?") ? type : type + "?";
        }

        var declaration = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as PropertyDeclarationSyntax;
        initial = declaration?.Initializer?.Value.ToString() ?? "default";
        return type;
    }

    private static bool IsNullable(IPropertySymbol property) => property.NullableAnnotation == NullableAnnotation.Annotated;

    private static string Variable(IPropertySymbol property) => "its" + property.Name;

    /// <summary>Camel case as JsonNamingPolicy has it: leading capitals become small, up to the one that begins the next word.</summary>
    private static string JsonName(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]))
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }
}
