using Microsoft.CodeAnalysis;

namespace Engine.Oci.Generator;

/// <summary>What to call to read or write a value of a type.</summary>
/// <param name="own">The assembly whose documents are generated here.</param>
/// <param name="elsewhere">Has the formats of documents of other assemblies, or null.</param>
internal sealed class JsonValueCode(IAssemblySymbol own, INamedTypeSymbol? elsewhere)
{
    private const string Values = "JsonValue.";

    private readonly Queue<INamedTypeSymbol> _needed = new();

    /// <summary>A document whose code is needed.</summary>
    public void Need(INamedTypeSymbol document) => _needed.Enqueue(document);

    /// <summary>The next document that is needed, possibly once more; null at the end.</summary>
    public INamedTypeSymbol? Next() => _needed.Count > 0 ? _needed.Dequeue() : null;

    /// <summary>A method group: <c>(ref Utf8JsonReader) → T</c>.</summary>
    public string Reader(ITypeSymbol type) => type switch
    {
        _ when IsPrimitive(type) => Values + "Read" + type.Name,
        { TypeKind: TypeKind.Enum } => $"{Values}ReadEnum<{Full(type)}>",
        INamedTypeSymbol { IsRecord: true } document => Document(document, "Read"),
        _ => Unknown(type),
    };

    /// <summary>A method group: <c>(Utf8JsonWriter, T)</c>.</summary>
    public string Writer(ITypeSymbol type) => type switch
    {
        _ when IsPrimitive(type) => Values + "Write",
        { TypeKind: TypeKind.Enum } => $"{Values}WriteEnum<{Full(type)}>",
        INamedTypeSymbol { IsRecord: true } document => Document(document, "Write"),
        _ => Unknown(type),
    };

    /// <summary>An expression that reads a value at the reader's token.</summary>
    public string Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsGenericType: true } generic)
        {
            var element = generic.TypeArguments.Last();
            switch (generic.Name)
            {
                case "Nullable":
                    return $"({Full(type)})" + Read(element);
                case "IReadOnlyList":
                    return $"{Values}ReadList<{Full(element)}>(ref reader, {Reader(element)})";
                case "IReadOnlyDictionary":
                    return $"{Values}ReadMap<{Full(element)}>(ref reader, {Reader(element)})";
                default:
                    break;
            }
        }

        return Reader(type) + "(ref reader)";
    }

    /// <summary>A statement that writes <paramref name="value"/>.</summary>
    public string Write(ITypeSymbol type, string value)
    {
        if (type is INamedTypeSymbol { IsGenericType: true } generic)
        {
            var element = generic.TypeArguments.Last();
            switch (generic.Name)
            {
                case "Nullable":
                    return Write(element, value);
                case "IReadOnlyList":
                    return $"{Values}WriteList<{Full(element)}>(writer, {value}, {Writer(element)});";
                case "IReadOnlyDictionary":
                    return $"{Values}WriteMap<{Full(element)}>(writer, {value}, {Writer(element)});";
                default:
                    break;
            }
        }

        return $"{Writer(type)}(writer, {value});";
    }

    public static string Full(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static bool IsPrimitive(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) is
        "string" or "string?" or "bool" or "int" or "long" or "ushort" or "uint" or "ulong" or "System.DateTimeOffset";

    private string Document(INamedTypeSymbol type, string verb)
    {
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, own))
        {
            Need((INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
            return verb + type.Name;
        }

        return elsewhere is not null && elsewhere.GetMembers(type.Name).Length > 0 ? $"{Full(elsewhere)}.{type.Name}.{verb}Value" : Unknown(type);
    }

    // No such method exists: the compiler then names the type.
    private static string Unknown(ITypeSymbol type) => $"NoJsonFor<{Full(type)}>";
}
