using System.Reflection;

namespace Engine.Runtime.Tests.Json;

/// <summary>Makes documents in which no property is left out and no two have the same value.</summary>
internal sealed class FullDocument
{
    private int _last = 2;

    public static object Of(Type type) => new FullDocument().Make(type);

    private object Make(Type type)
    {
        _last++;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return $"text {_last}";
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(DateTimeOffset))
        {
            return DateTimeOffset.UnixEpoch.AddSeconds(_last).AddTicks(_last);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        }

        if (type.IsPrimitive)
        {
            return type == typeof(ulong) ? ulong.MaxValue - (ulong)_last : type == typeof(long) ? long.MinValue + _last : Convert.ChangeType(_last, type);
        }

        return type.IsGenericType ? MakeCollection(type) : MakeRecord(type);
    }

    private object MakeCollection(Type type)
    {
        var element = type.GenericTypeArguments[^1];
        if (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var array = Array.CreateInstance(element, 2);
            array.SetValue(Make(element), 0);
            array.SetValue(Make(element), 1);
            return array;
        }

        Assert.Equal(typeof(IReadOnlyDictionary<,>), type.GetGenericTypeDefinition());
        var map = Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element))!;
        ((System.Collections.IDictionary)map).Add($"key {_last}", Make(element));
        return map;
    }

    private object MakeRecord(Type type)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            property.SetValue(record, Make(property.PropertyType));
        }

        return record;
    }
}
