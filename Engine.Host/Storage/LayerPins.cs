namespace Engine.Host.Storage;

/// <summary>Layers that images on their way in rely on: they stay although nothing in the database says so yet.</summary>
internal sealed class LayerPins
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = [];

    /// <summary>Keeps a layer until the answer is disposed.</summary>
    public PinnedLayer Pin(LayerRecord layer)
    {
        lock (gate)
        {
            counts[layer.DiffId] = counts.GetValueOrDefault(layer.DiffId) + 1;
        }

        return new PinnedLayer(layer, this);
    }

    /// <summary>Whether somebody relies on it.</summary>
    public bool Has(string diffId)
    {
        lock (gate)
        {
            return counts.ContainsKey(diffId);
        }
    }

    /// <summary>Ends one <see cref="Pin"/>.</summary>
    public void Unpin(string diffId)
    {
        lock (gate)
        {
            if (--counts[diffId] == 0)
            {
                counts.Remove(diffId);
            }
        }
    }
}
