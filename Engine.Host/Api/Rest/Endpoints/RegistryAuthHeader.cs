using System.Text;
using System.Text.Json;
using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Errors;
using Engine.Host.Registry;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>The headers by which Docker's clients send credentials for registries: JSON in Base64, URL-safe or not, padded or not.</summary>
internal static class RegistryAuthHeader
{
    /// <summary><c>X-Registry-Auth</c>. None, or an empty document, is no credentials; Docker's daemon takes what is malformed for none too.</summary>
    public static RegistryCredentials Read(RestRequest request)
    {
        try
        {
            var text = request.Http.Request.Headers["X-Registry-Auth"].ToString();
            return text.Length == 0 ? RegistryCredentials.None
                : Credentials(JsonSerializer.Deserialize(Decode(text), RestJsonContext.Docker.AuthConfigModel) ?? new());
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return RegistryCredentials.None;
        }
    }

    public static RegistryCredentials Credentials(AuthConfigModel model)
    {
        var (user, password) = (model.Username, model.Password);
        if (string.IsNullOrEmpty(user) && model.Auth is { Length: > 0 } both)
        {
            var text = Encoding.UTF8.GetString(Decode(both));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            (user, password) = colon > 0 ? (text[..colon], text[(colon + 1)..]) : throw new InvalidArgumentException("invalid auth configuration");
        }

        return new()
        {
            UserName = Filled(user),
            Password = Filled(password),
            IdentityToken = Filled(model.IdentityToken),
            RegistryToken = Filled(model.RegistryToken),
        };
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static byte[] Decode(string text)
    {
        text = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text + new string('=', (4 - (text.Length % 4)) % 4));
    }
}
