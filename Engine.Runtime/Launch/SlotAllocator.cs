namespace Engine.Runtime.Launch;

/// <summary>Hands out the slots of a plan; both parts of it share one.</summary>
internal sealed class SlotAllocator
{
    public int Count { get; private set; } = Slot.FirstFree;

    public Slot Next() => new(Count++);
}
