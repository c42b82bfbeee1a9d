using Engine.Linux.Netlink;
using static Engine.Linux.Netlink.NetlinkFlag;
using static Engine.Linux.Nftables.NfTablesMessage;

namespace Engine.Linux.Nftables;

public sealed partial class NftBatch
{
    // The list is one attribute, whose length is 16 bits.
    private const int ElementsPerMessage = 256;

    /// <summary>Puts elements into a set. One that is there already stays, if it leads to the same.</summary>
    public void AddElements(NftSet set, IEnumerable<NftElement> elements) => Elements(NFT_MSG_NEWSETELEM, NLM_F_CREATE, set, elements);

    /// <summary>Takes elements out of a set.</summary>
    public void DeleteElements(NftSet set, IEnumerable<NftElement> elements) => Elements(NFT_MSG_DELSETELEM, 0, set, elements);

    private void Elements(ushort message, ushort flags, NftSet set, IEnumerable<NftElement> elements)
    {
        foreach (NftElement[] chunk in elements.Chunk(ElementsPerMessage))
        {
            Begin(message, flags, $"elements of {set.Name}: {string.Join(", ", chunk.Take(3))}");
            writer.Text(NFTA_SET_ELEM_LIST_TABLE, table);
            writer.Text(NFTA_SET_ELEM_LIST_SET, set.Name);
            int list = writer.BeginNested(NFTA_SET_ELEM_LIST_ELEMENTS);
            foreach (NftElement element in chunk)
            {
                Write(set, element);
            }

            writer.EndNested(list);
        }
    }

    private void Write(NftSet set, NftElement element)
    {
        int start = writer.BeginNested(NFTA_LIST_ELEM);
        Value(NFTA_SET_ELEM_KEY, element.Key);
        if (element.KeyEnd is { } last && set.Key.Count > 1)
        {
            Value(NFTA_SET_ELEM_KEY_END, last);
        }

        if (element.Data is { } data)
        {
            Value(NFTA_SET_ELEM_DATA, data);
        }

        writer.EndNested(start);
        if (set is { IsInterval: true, Key.Count: 1 } && Next(element.KeyEnd ?? element.Key) is { } next)
        {
            // A range of a single part is two elements: its first key, and the first that is no more in it.
            int end = writer.BeginNested(NFTA_LIST_ELEM);
            writer.BigEndian32(NFTA_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END);
            Value(NFTA_SET_ELEM_KEY, next);
            writer.EndNested(end);
        }
    }

    private void Value(ushort attribute, byte[] value)
    {
        int nested = writer.BeginNested(attribute);
        writer.Bytes(NFTA_DATA_VALUE, value);
        writer.EndNested(nested);
    }

    private static NftElement Read(NetlinkAttribute element)
    {
        byte[] key = [];
        byte[]? data = null;
        foreach (NetlinkAttribute attribute in element.Nested)
        {
            foreach (NetlinkAttribute value in attribute.Nested)
            {
                if (attribute.Type == NFTA_SET_ELEM_KEY && value.Type == NFTA_DATA_VALUE)
                {
                    key = value.Value.ToArray();
                }
                else if (attribute.Type == NFTA_SET_ELEM_DATA && value.Type == NFTA_DATA_VALUE)
                {
                    data = value.Value.ToArray();
                }
            }
        }

        return new NftElement(key, null, data);
    }

    // The key after this one, or null after the very last.
    private static byte[]? Next(byte[] key)
    {
        byte[] next = [.. key];
        for (int i = next.Length - 1; i >= 0; i--)
        {
            if (++next[i] != 0)
            {
                return next;
            }
        }

        return null;
    }
}
