using System.Collections;
using System.Management.Automation;

namespace Engine.PowerShell.Pipeline;

/// <summary>Refuses to make a name out of anything but text: a piped file must not become the name of a container.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamesOnlyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is IEnumerable items and not string)
        {
            foreach (var item in items)
            {
                Check(item is PSObject inner ? inner.BaseObject : item);
            }
        }
        else
        {
            Check(value);
        }

        return inputData;
    }

    private static void Check(object? value)
    {
        if (value is not (null or string or char or ValueType or Container or Image))
        {
            throw new ArgumentTransformationMetadataException($"A {value.GetType().Name} is not a name. Pipe containers, images, or names as strings.");
        }
    }
}
