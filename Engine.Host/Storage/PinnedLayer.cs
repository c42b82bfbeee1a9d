namespace Engine.Host.Storage;

/// <summary>A layer that the store has and keeps until this is disposed.</summary>
internal sealed class PinnedLayer(LayerRecord layer, LayerPins pins) : IDisposable
{
    private bool disposed;

    public LayerRecord Layer => layer;

    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            pins.Unpin(layer.DiffId);
        }
    }
}
