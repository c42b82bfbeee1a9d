using PolyType;
using StreamJsonRpc;

// The proxies are generated here, once, so that no client makes them at run time.
[assembly: ExportRpcContractProxies]

namespace Engine.Protocol;

/// <summary>The shapes of everything the contract sends, generated at build time (NativeAOT has no reflection to find them by).</summary>
[GenerateShapeFor<EngineErrorData>]
public sealed partial class ContractShapes
{
    private ContractShapes()
    {
    }

    /// <summary>The provider for the message formatter.</summary>
    public static ITypeShapeProvider Provider => GeneratedTypeShapeProvider;
}
