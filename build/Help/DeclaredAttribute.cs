using System.Reflection;

namespace Engine.Build.Help;

/// <summary>
/// An attribute as it is written in the source. Not an object of the attribute's class: the library that modules are compiled against has
/// signatures only, and such an object would have forgotten everything.
/// </summary>
internal sealed class DeclaredAttribute(CustomAttributeData data)
{
    /// <summary>The attributes of a class on a member.</summary>
    public static IEnumerable<DeclaredAttribute> On<TAttribute>(MemberInfo member)
        where TAttribute : Attribute =>
        member.GetCustomAttributesData().Where(data => data.AttributeType == typeof(TAttribute)).Select(data => new DeclaredAttribute(data));

    /// <summary>The value of a property that was set, or what it is when nobody sets it.</summary>
    public T Named<T>(string name, T otherwise) =>
        data.NamedArguments.FirstOrDefault(argument => argument.MemberName == name) is { MemberInfo: not null } argument ? (T)argument.TypedValue.Value! : otherwise;

    /// <summary>An argument of the constructor.</summary>
    public T Argument<T>(int index) => (T)data.ConstructorArguments[index].Value!;

    /// <summary>The arguments of a constructor that takes a list.</summary>
    public IEnumerable<T> List<T>() =>
        data.ConstructorArguments is [{ Value: IEnumerable<CustomAttributeTypedArgument> items }] ? items.Select(item => (T)item.Value!) : [];
}
