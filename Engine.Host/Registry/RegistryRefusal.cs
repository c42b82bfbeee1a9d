using System.Net;
using Engine.Host.Registry.Documents;

namespace Engine.Host.Registry;

/// <summary>A registry has answered that it will not do something. <see cref="RegistryErrors"/> makes of it what a client is told.</summary>
internal sealed class RegistryRefusal(HttpStatusCode status, IReadOnlyList<RegistryErrorItem> reasons, string message) : Exception(message)
{
    public HttpStatusCode Status => status;

    /// <summary>True if that is one of the reasons: a code of the distribution specification.</summary>
    public bool Has(string code) => reasons.Any(reason => reason.Code == code);

    public static RegistryRefusal From(HttpMethod method, Uri url, HttpStatusCode status, RegistryErrorBody? body)
    {
        var reasons = body?.Errors ?? [];
        var message = reasons switch
        {
            [] when !string.IsNullOrEmpty(body?.Details) => body.Details,
            [] => $"unexpected status from {method} request to {url}: {(int)status} {Phrase(status)}",
            [var only] => only.ToString(),
            _ => "errors:\n" + string.Concat(reasons.Select(reason => reason + "\n")),
        };
        return new(status, reasons, message);
    }

    private static string Phrase(HttpStatusCode status) =>
        Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase((int)status);
}
