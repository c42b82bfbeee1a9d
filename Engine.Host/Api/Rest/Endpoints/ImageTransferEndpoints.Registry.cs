using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Errors;
using Engine.Host.Images;

namespace Engine.Host.Api.Rest.Endpoints;

/// <content>Questions to registries.</content>
internal sealed partial class ImageTransferEndpoints
{
    private async Task AuthenticateAsync(RestRequest request)
    {
        var model = await request.ReadJsonAsync(RestJsonContext.Docker.AuthConfigModel);
        var token = await transfers.LogInAsync(model!.ServerAddress ?? "", RegistryAuthHeader.Credentials(model), request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status200OK, new AuthResponse { IdentityToken = token ?? "", Status = "Login Succeeded" }, RestJsonContext.Docker.AuthResponse);
    }

    private async Task SearchAsync(RestRequest request)
    {
        var term = request.Query.Text("term") ?? throw new InvalidArgumentException("a term to search for is needed");
        var filters = request.Query.Filters();
        foreach (var key in filters.Keys.Where(key => key is not ("is-official" or "is-automated" or "stars")))
        {
            throw new InvalidArgumentException($"invalid filter '{key}'");
        }

        var found = await transfers.SearchAsync(term, (int?)request.Query.Number("limit"), RegistryAuthHeader.Read(request), request.CancellationToken);
        var wanted = found.Where(result =>
            (!filters.TryGetValue("is-official", out var official) || official.Contains(result.IsOfficial ? "true" : "false"))
            && (!filters.TryGetValue("stars", out var stars) || stars.All(least => !int.TryParse(least, out var number) || result.StarCount >= number)));
        await request.JsonAsync(
            StatusCodes.Status200OK,
            [
                .. wanted.Select(result => new SearchResultModel
                {
                    StarCount = result.StarCount,
                    IsOfficial = result.IsOfficial,
                    Name = result.Name,
                    IsAutomated = result.IsAutomated,
                    Description = result.Description,
                }),
            ],
            RestJsonContext.Docker.IReadOnlyListSearchResultModel);
    }

    private async Task DistributionAsync(RestRequest request)
    {
        var reference = ImageReference.Parse(request.Capture(0)).WithDefaultTag();
        var found = await transfers.DescribeAsync(reference, RegistryAuthHeader.Read(request), request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status200OK,
            new DistributionResponse
            {
                Descriptor = new DescriptorModel { MediaType = found.MediaType, Digest = found.Document.Digest, Size = found.Document.Content.Length },
                Platforms =
                [
                    .. found.Platforms.Select(platform => new PlatformModel
                    {
                        Architecture = platform.Architecture ?? "",
                        Os = platform.OperatingSystem ?? "",
                        Variant = platform.Variant,
                    }),
                ],
            },
            RestJsonContext.Docker.DistributionResponse);
    }
}
